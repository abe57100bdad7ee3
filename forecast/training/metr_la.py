"""Trains networks for METR-LA on one GPU and exports them as ONNX.

    python3 metr_la.py pack    speeds.csv.gz metr-la.npz
    python3 metr_la.py train   metr-la.npz OUT --seeds 1,2 --seconds 480
    python3 metr_la.py compare metr-la.npz OUT/seed-*.pt
    python3 metr_la.py export  metr-la.npz NAME/VERSION OUT/seed-*.pt

The network follows STAEformer (Liu et al., CIKM 2023): each step of each sensor is a token of its speed, the time of
day, the day of the week and a learned vector of its own; three layers of attention along time, three across sensors.
Ours also knows which speeds are missing, may lean on the last one, and gives an interval.

Windows are split 70/10/20 in time, as everybody does. Nothing here reads a row of the test part: training and choice
end at the last validation window.
"""

import argparse
import copy
import csv
import datetime
import gzip
import hashlib
import itertools
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

IN = OUT = 12
DAY = 288
STEPS_SHOWN = {"15": 2, "30": 5, "60": 11}
LEVELS = (0.05, 0.5, 0.95)


# --- data ---


def pack(source, target):
    """Speeds and the wall clock's slots, as arrays: reading the text takes half a minute of an expensive machine."""
    with gzip.open(source, "rt") as lines:
        rows = csv.reader(lines)
        sensors = next(rows)[1:]
        times, speeds = [], []
        for row in rows:
            times.append(datetime.datetime.fromisoformat(row[0]))
            speeds.append(np.array(row[1:], dtype=np.float32))
    np.savez_compressed(
        target,
        speeds=np.stack(speeds),
        time_of_day=np.array([t.hour * 12 + t.minute // 5 for t in times], dtype=np.int64),
        day_of_week=np.array([t.weekday() for t in times], dtype=np.int64),
        sensors=np.array(sensors),
    )


def split(rows):
    """Windows of train, validation and test, rounded as DCRNN did: 23,974 / 3,425 / 6,850."""
    windows = rows - IN - OUT + 1
    test, train = round(windows * 0.2), round(windows * 0.7)
    return train, windows - train - test, test


class Data:
    """All rows up to the last target of validation, on a device."""

    def __init__(self, path, device):
        arrays = np.load(path)
        self.train, self.validation, _ = split(len(arrays["speeds"]))
        rows = self.train + self.validation + IN + OUT - 1
        self.speeds = torch.tensor(arrays["speeds"][:rows], device=device)
        self.time_of_day = torch.tensor(arrays["time_of_day"][:rows], device=device)
        self.day_of_week = torch.tensor(arrays["day_of_week"][:rows], device=device)
        self.sensors = [str(s) for s in arrays["sensors"]]
        fit = self.speeds[: self.train + IN - 1]
        seen = fit[fit > 0]
        self.mean, self.std = float(seen.mean()), float(seen.std())
        self.window = torch.arange(IN + OUT, device=device)

    def at(self, starts):
        rows = starts[:, None] + self.window
        known = rows[:, :IN]
        block = self.speeds[rows]
        return block[:, :IN], self.time_of_day[known], self.day_of_week[known], block[:, IN:]


# --- network ---


def attend(q, k, v, how):
    if how == "fused":
        return F.scaled_dot_product_attention(q, k, v)
    if how == "sums":
        scores = (q.unsqueeze(-2) * k.unsqueeze(-3)).sum(-1, dtype=torch.float32) * q.shape[-1] ** -0.5
        weights = scores.softmax(-1).to(v.dtype)
        return (weights.unsqueeze(-1) * v.unsqueeze(-3)).sum(-2)
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)
    return scores.softmax(-1).to(v.dtype) @ v


class Layer(nn.Module):
    """Self-attention over the second last dimension, then a feed-forward net, each added and normed."""

    def __init__(self, width, heads, hidden, dropout):
        super().__init__()
        self.heads = heads
        self.how = "products"
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.up = nn.Linear(width, hidden)
        self.down = nn.Linear(hidden, width)
        self.norm1 = nn.LayerNorm(width)
        self.norm2 = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        batch, groups, length, width = x.shape
        qkv = self.qkv(x).view(batch * groups, length, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = attend(q, k, v, self.how).transpose(1, 2).reshape(batch, groups, length, width)
        x = self.norm1(x + self.dropout(self.out(mixed))).to(x.dtype)
        return self.norm2(x + self.dropout(self.down(F.relu(self.up(x))))).to(x.dtype)


class Network(nn.Module):
    """mph [batch, 12, sensors] (0 = missing) and the clock's slots [batch, 12] -> p05, p50, p95 [batch, 3, 12, sensors]."""

    SPEED, TIME, WEEKDAY, OWN = 24, 24, 24, 88
    HEADS, HIDDEN, LAYERS, DROPOUT = 5, 256, 3, 0.1
    OUTPUTS = 4

    def __init__(self, sensors, mean, std):
        super().__init__()
        width = self.SPEED + self.TIME + self.WEEKDAY + self.OWN
        self.mean, self.std = mean, std
        self.storage = torch.float32
        self.speed = nn.Linear(4, self.SPEED)
        self.time = nn.Embedding(DAY, self.TIME)
        self.weekday = nn.Embedding(7, self.WEEKDAY)
        self.own = nn.Parameter(torch.empty(sensors, IN, self.OWN))
        nn.init.xavier_uniform_(self.own)
        layers = lambda: nn.ModuleList(
            Layer(width, self.HEADS, self.HIDDEN, self.DROPOUT) for _ in range(self.LAYERS)
        )
        self.along_time = layers()
        self.across_sensors = layers()
        self.head = nn.Linear(IN * width, OUT * self.OUTPUTS)

    def carried(self, mph):
        """Each missing speed takes the last one before it in the window; the mean if there is none."""
        steps, last = [], torch.full_like(mph[:, 0], self.mean)
        for i in range(IN):
            last = torch.where(mph[:, i] > 0, mph[:, i], last)
            steps.append(last)
        return (torch.stack(steps, 1) - self.mean) / self.std

    def forward(self, mph, time_of_day, day_of_week):
        batch, sensors = mph.shape[0], mph.shape[2]
        speeds = self.carried(mph)
        clock = (time_of_day.to(speeds.dtype) / DAY)[:, :, None].expand(-1, -1, sensors)
        missing = (mph <= 0).to(speeds.dtype)
        weekend = (day_of_week >= 5).to(speeds.dtype)[:, :, None].expand(-1, -1, sensors)
        raw = torch.stack((speeds, missing, clock, weekend), -1).transpose(1, 2)
        when = torch.cat((self.time(time_of_day), self.weekday(day_of_week)), -1)
        x = torch.cat(
            (
                self.speed(raw),
                when[:, None].expand(-1, sensors, -1, -1),
                self.own.expand(batch, -1, -1, -1),
            ),
            -1,
        )
        x = x.to(self.storage)
        for layer in self.along_time:
            x = layer(x)
        x = x.transpose(1, 2)
        for layer in self.across_sensors:
            x = layer(x)
        x = x.transpose(1, 2).reshape(batch, sensors, -1)
        with torch.autocast(mph.device.type, enabled=False):
            said = self.head(x.float()).view(batch, sensors, self.OUTPUTS, OUT)
            rest, lean, below, above = said.permute(2, 0, 3, 1).unbind(0)
            median = speeds[:, -1:] * torch.sigmoid(lean) + rest
            # Intervals must not pull at the median, and cannot cross it.
            centre = median.detach()
            quantiles = (centre - F.softplus(below), median, centre + F.softplus(above))
            return torch.stack(quantiles, 1) * self.std + self.mean


def loss_of(quantiles, observed, std):
    """Mean absolute error of the median and half the pinball losses of the ends, where something was observed."""
    valid = (observed > 0).float()
    error = (observed[:, None] - quantiles) / std
    ends = sum(
        torch.maximum(level * error[:, i], (level - 1) * error[:, i])
        for i, level in enumerate(LEVELS)
        if level != 0.5
    )
    return ((error[:, 1].abs() + 0.5 * ends) * valid).sum() / valid.sum().clamp(min=1)


# --- training ---


@torch.no_grad()
def validate(network, data, batch):
    """Errors, coverage and width by minutes on the validation part."""
    sums = torch.zeros(4, OUT, device=data.speeds.device, dtype=torch.float64)
    first, last = data.train, data.train + data.validation
    for start in range(first, last, batch):
        starts = torch.arange(start, min(start + batch, last), device=data.speeds.device)
        mph, time_of_day, day_of_week, observed = data.at(starts)
        with torch.autocast(mph.device.type, dtype=torch.bfloat16, enabled=mph.is_cuda):
            low, median, high = network(mph, time_of_day, day_of_week).unbind(1)
        valid = observed > 0
        inside = (observed >= low) & (observed <= high)
        sums += torch.stack(
            [(part * valid).sum((0, 2)).double() for part in ((observed - median).abs(), inside, high - low)]
            + [valid.sum((0, 2)).double()]
        )
    return summary(sums)


def summary(sums):
    mae, inside, width, _ = (sums / sums[3]).tolist()
    total = (sums.sum(1) / sums[3].sum()).tolist()
    scores = {"mae": total[0], "coverage": total[1], "width": total[2]}
    for name, step in STEPS_SHOWN.items():
        scores[name] = {"mae": mae[step], "coverage": inside[step], "width": width[step]}
    return scores


def shown(scores):
    at = lambda key: "/".join(f"{scores[m][key]:.3f}" for m in STEPS_SHOWN)
    return f"mae {scores['mae']:.4f} ({at('mae')}) inside {at('coverage')} width {at('width')}"


class Trainer:
    """One captured training step that is replayed for every seed, so that it is compiled only once."""

    def __init__(self, data, args):
        self.data, self.args = data, args
        self.device = data.speeds.device
        self.cuda = self.device.type == "cuda"
        self.network = Network(len(data.sensors), data.mean, data.std).to(self.device)
        if self.cuda:
            self.network.storage = torch.bfloat16
        self.averaged = copy.deepcopy(self.network).eval().requires_grad_(False)
        self.parameters = list(self.network.parameters())
        self.lr = torch.tensor(args.lr, device=self.device)
        self.optimizer = torch.optim.Adam(
            self.parameters, lr=self.lr, weight_decay=args.decay, fused=self.cuda, capturable=self.cuda
        )
        self.starts = torch.zeros(args.batch, dtype=torch.long, device=self.device)
        self.lost = torch.zeros((), device=self.device)
        self.loss = torch.zeros((), device=self.device)

    def prepare(self):
        """Compiles and captures the step."""
        if self.cuda:
            self.choose_attention()
        self.forward = torch.compile(self.forward_loss) if self.args.compile else self.forward_loss
        self.graph = None
        if self.cuda:
            side = torch.cuda.Stream()
            side.wait_stream(torch.cuda.current_stream())
            with torch.cuda.stream(side):
                for _ in range(4):
                    self.step()
            torch.cuda.current_stream().wait_stream(side)
            self.optimizer.zero_grad(set_to_none=True)
            self.graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(self.graph):
                self.step()

    def choose_attention(self):
        """Sequences of 12 are too short for the kernels that are best for long ones: takes what is fastest here."""
        chosen = dict(zip(("along_time", "across_sensors"), self.args.attention.split(","))) if self.args.attention else {}
        for layers, groups, length in (("along_time", len(self.data.sensors), IN), ("across_sensors", IN, len(self.data.sensors))):
            timings = {}
            for how in () if chosen.get(layers) else ("fused", "products", "sums"):
                if how == "sums" and length > IN:
                    continue
                layer = copy.deepcopy(getattr(self.network, layers)[0]).train()
                layer.how = how
                x = torch.randn(
                    self.args.batch, groups, length, layer.out.in_features,
                    device=self.device, dtype=torch.bfloat16, requires_grad=True,
                )  # fmt: skip
                compiled = torch.compile(layer) if self.args.compile else layer
                try:
                    timings[how] = self.seconds(lambda: self.forth_and_back(compiled, x))
                except Exception as failure:
                    print(layers, how, "failed:", repr(failure)[:300], flush=True)
            if timings:
                chosen[layers] = min(timings, key=timings.get)
            print(layers, {how: f"{1e3 * t:.2f} ms" for how, t in timings.items()}, flush=True)
            for network in (self.network, self.averaged):
                for layer in getattr(network, layers):
                    layer.how = chosen[layers]

    def forth_and_back(self, layer, x):
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.cuda):
            y = layer(x)
        y.sum().backward()

    def seconds(self, work, times=10):
        for _ in range(3):
            work()
        torch.cuda.synchronize()
        began = time.monotonic()
        for _ in range(times):
            work()
        torch.cuda.synchronize()
        return (time.monotonic() - began) / times

    def forward_loss(self, starts, lost):
        mph, time_of_day, day_of_week, observed = self.data.at(starts)
        # Some sensors fall silent for a whole window, as they do in life.
        share = lost * torch.rand(mph.shape[0], 1, 1, device=mph.device)
        mph = mph * (torch.rand(mph.shape[0], 1, mph.shape[2], device=mph.device) >= share)
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.cuda):
            quantiles = self.network(mph, time_of_day, day_of_week)
        return loss_of(quantiles, observed, self.data.std)

    def step(self):
        loss = self.forward(self.starts, self.lost)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, self.args.clip)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        torch._foreach_lerp_(list(self.averaged.parameters()), self.parameters, 1 - self.args.average)
        self.loss.lerp_(loss.detach(), 0.01)

    @torch.no_grad()
    def reset(self, seed, lost):
        torch.manual_seed(seed)
        fresh = Network(len(self.data.sensors), self.data.mean, self.data.std)
        for mine, averaged, new in zip(self.parameters, self.averaged.parameters(), fresh.parameters()):
            mine.copy_(new)
            averaged.copy_(new)
        for state in self.optimizer.state.values():
            for value in state.values():
                if torch.is_tensor(value):
                    value.zero_()
        self.lost.fill_(lost)
        self.loss.fill_(1)
        self.order = torch.Generator().manual_seed(seed)

    def epoch(self):
        """Starts of the train windows in random order; the last few that fill no batch wait for another epoch."""
        order = torch.randperm(self.data.train, generator=self.order)
        return order[: len(order) // self.args.batch * self.args.batch].view(-1, self.args.batch).to(self.device)

    def one(self, starts):
        self.starts.copy_(starts)
        if self.graph:
            self.graph.replay()
        else:
            self.step()

    def rate(self, at):
        """Of the peak: warms up over 300 steps, then half a cosine."""
        if at < self.args.flat:
            return 1.0
        rest = (at - self.args.flat) / (1 - self.args.flat)
        return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * rest))

    def train(self, seed, steps, lost, out):
        self.reset(seed, lost)
        began, best, done = time.monotonic(), math.inf, 0
        per_epoch = self.data.train // self.args.batch
        epochs = max(1, steps // per_epoch)
        steps = min(steps, epochs * per_epoch)
        for epoch in range(epochs):
            for starts in self.epoch():
                if done == steps:
                    break
                self.lr.fill_(self.args.lr * min(1, (done + 1) / 300) * self.rate(done / steps))
                self.one(starts)
                done += 1
            if epoch < epochs * 0.6 and epoch % 3 != 2:
                continue
            scores = validate(self.averaged, self.data, self.args.batch * 4)
            line = f"seed {seed} epoch {epoch + 1}/{epochs} loss {self.loss.item():.4f} {shown(scores)}"
            print(f"{line} {time.monotonic() - began:.0f} s", flush=True)
            if scores["mae"] < best:
                best = scores["mae"]
                torch.save(
                    {
                        "weights": {k: v.cpu() for k, v in self.averaged.state_dict().items()},
                        "mean": self.data.mean,
                        "std": self.data.std,
                        "seed": seed,
                        "epoch": epoch + 1,
                        "epochs": epochs,
                        "steps": steps,
                        "lost": lost,
                        "seconds": time.monotonic() - began,
                        "validation": scores,
                        "arguments": {k: v for k, v in vars(self.args).items() if k != "run"},
                        "machine": torch.cuda.get_device_name() if self.cuda else "CPU",
                    },
                    Path(out) / f"seed-{seed}.pt",
                )


def train(args):
    began = time.monotonic()
    torch.set_float32_matmul_precision("high")
    data = Data(args.data, "cuda" if torch.cuda.is_available() else "cpu")
    print(f"rows {len(data.speeds)} train {data.train} validation {data.validation} mean {data.mean:.4f} std {data.std:.4f}")
    trainer = Trainer(data, args)
    trainer.prepare()
    print(f"{sum(p.numel() for p in trainer.parameters)} parameters, prepared after {time.monotonic() - began:.0f} s")
    trainer.reset(0, 0)
    batches = trainer.epoch()[: args.probe]
    timed = time.monotonic()
    for starts in batches:
        trainer.one(starts)
    print(f"probe loss {trainer.loss.item():.4f}", flush=True)
    per_step = (time.monotonic() - timed) / len(batches)
    timed = time.monotonic()
    print(shown(validate(trainer.averaged, data, args.batch * 4)))
    per_validation = time.monotonic() - timed
    memory = torch.cuda.max_memory_allocated() / 2**30 if trainer.cuda else 0
    print(f"{1e3 * per_step:.2f} ms a step, {per_validation:.2f} s a validation, {memory:.1f} GiB", flush=True)
    if args.probe_only:
        return
    # The schedule is in steps, never in time: what a seed may take is settled before it starts.
    seeds = [int(s) for s in args.seeds.split(",")]
    losts = [float(s) for s in args.lost.split(",")]
    left = args.seconds - (time.monotonic() - began)
    per_epoch = data.train // args.batch
    steps = args.steps or int(left / len(seeds) / (per_step + 0.6 * per_validation / per_epoch))
    print(f"{steps} steps a seed", flush=True)
    for i, seed in enumerate(seeds):
        trainer.train(seed, steps, losts[i % len(losts)], args.out)


# --- export ---


class Ensemble(nn.Module):
    """The mean of what several networks say, quantile by quantile; the ends cannot cross, as none of theirs do."""

    def __init__(self, networks):
        super().__init__()
        self.networks = nn.ModuleList(networks)

    def forward(self, mph, time_of_day, day_of_week):
        said = [network(mph, time_of_day, day_of_week) for network in self.networks]
        return sum(said) / len(said)


def restored(path, sensors):
    """A trained network with its weights as they are stored in ONNX, in half precision, and what is known about it."""
    kept = torch.load(path, weights_only=True)
    network = Network(sensors, kept["mean"], kept["std"])
    network.load_state_dict({name: weight.half().float() for name, weight in kept.pop("weights").items()})
    return network.eval(), kept


def export(args):
    """Writes model.onnx and manifest.json, and proves that ONNX Runtime says what PyTorch says."""
    import onnx
    import onnxruntime

    data = Data(args.data, "cpu")
    networks, known = zip(*(restored(path, len(data.sensors)) for path in args.checkpoints))
    ensemble = Ensemble(networks).eval()
    folder = Path(args.folder)
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / "model.onnx"
    starts = torch.linspace(data.train, data.train + data.validation - 1, 4).long()
    *window, _ = data.at(starts)
    names = ["speed_mph", "time_of_day", "day_of_week"]
    torch.onnx.export(
        ensemble, tuple(window), model, dynamo=False, opset_version=17, input_names=names,
        output_names=["quantiles_mph"],
        dynamic_axes={name: {0: "windows"} for name in (*names, "quantiles_mph")},
    )  # fmt: skip
    halve(model, onnx)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    with torch.no_grad():
        expected = ensemble(*window).numpy()
    got = session.run(None, {name: tensor.numpy() for name, tensor in zip(names, window)})[0]
    difference = float(np.abs(expected - got).max())
    print(f"max difference to PyTorch {difference:.1e} mph")
    if difference > args.tolerance:
        raise SystemExit(f"more than {args.tolerance} mph")
    with torch.no_grad():
        said = ensemble(*check_window(len(data.sensors)))[0, :, -1]
    manifest = {
        "name": folder.parent.name,
        "version": int(folder.name),
        "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
        "inputs": {
            "speed_mph": {"type": "float32", "shape": ["windows", IN, len(data.sensors)], "meaning": "mph, oldest step first; 0 = missing"},
            "time_of_day": {"type": "int64", "shape": ["windows", IN], "meaning": "five-minute slot of the local day, 0 to 287"},
            "day_of_week": {"type": "int64", "shape": ["windows", IN], "meaning": "0 = Monday"},
        },
        "output": {
            "quantiles_mph": {"type": "float32", "shape": ["windows", len(LEVELS), OUT, len(data.sensors)], "levels": LEVELS},
        },
        "scaler": {"mean": data.mean, "std": data.std, "applied": "inside the model"},
        "sensors": data.sensors,
        "trainedOn": f"METR-LA, rows 0 to {data.train + IN + OUT - 2}; chosen on rows {data.train} to {len(data.speeds) - 1}",
        "members": [
            {key: known_one[key] for key in ("seed", "lost", "epoch", "epochs", "steps", "seconds", "machine", "validation")}
            | {"command": command_of(known_one)}
            for known_one in known
        ],
        "maxDifferenceToPyTorchMph": difference,
        # What PyTorch says at 60 minutes for check_window: whoever loads the file can see that it is understood.
        "check": {str(sensor): said[:, sensor].tolist() for sensor in (0, len(data.sensors) // 2, len(data.sensors) - 1)},
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def check_window(sensors):
    """mph = (7 step + 3 sensor) mod 71, some of them 0; a Wednesday from 8:00."""
    step = torch.arange(IN)
    mph = (7 * step[:, None] + 3 * torch.arange(sensors)) % 71
    return mph[None].float(), (96 + step)[None], torch.full((1, IN), 2)


def halve(model, onnx):
    """Stores large weights in half precision; they are cast once, when the model is loaded."""
    graph = onnx.load(model)
    for weight in list(graph.graph.initializer):
        if weight.data_type == onnx.TensorProto.FLOAT and math.prod(weight.dims) >= 512:
            values = onnx.numpy_helper.to_array(weight).astype(np.float16)
            graph.graph.initializer.remove(weight)
            graph.graph.initializer.append(onnx.numpy_helper.from_array(values, weight.name + ".half"))
            cast = onnx.helper.make_node("Cast", [weight.name + ".half"], [weight.name], to=onnx.TensorProto.FLOAT)
            graph.graph.node.insert(0, cast)
    onnx.checker.check_model(graph)
    onnx.save(graph, model)


def command_of(known):
    a = known["arguments"]
    return (
        f"metr_la.py train metr-la.npz OUT --seeds {known['seed']} --lost {known['lost']} --steps {known['steps']}"
        f" --batch {a['batch']} --lr {a['lr']} --flat {a['flat']} --decay {a['decay']} --attention {a['attention']}"
    )


def compare(args):
    """Validation errors of networks and of their means, on every n-th window: what to put into an ensemble."""
    data = Data(args.data, "cpu")
    networks = [restored(path, len(data.sensors))[0] for path in args.checkpoints]
    sets = [c for n in range(1, len(networks) + 1) for c in itertools.combinations(range(len(networks)), n)]
    sums = {members: torch.zeros(4, OUT, dtype=torch.float64) for members in sets}
    with torch.no_grad():
        for start in range(data.train, data.train + data.validation, args.every):
            *window, observed = data.at(torch.tensor([start]))
            said = torch.stack([network(*window) for network in networks])
            valid = observed > 0
            for members in sets:
                low, median, high = said[list(members)].mean(0).unbind(1)
                inside = (observed >= low) & (observed <= high)
                parts = ((observed - median).abs(), inside, high - low, torch.ones_like(median))
                sums[members] += torch.stack([(part * valid).sum((0, 2)).double() for part in parts])
    for members, total in sums.items():
        print([args.checkpoints[i] for i in members], shown(summary(total)), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("pack")
    command.add_argument("source")
    command.add_argument("target")
    command.set_defaults(run=lambda args: pack(args.source, args.target))
    command = commands.add_parser("train")
    command.add_argument("data")
    command.add_argument("out")
    command.add_argument("--seeds", default="1")
    command.add_argument("--lost", default="0", help="for each seed, up to which share of sensors fall silent")
    command.add_argument("--seconds", type=float, default=480, help="for all seeds, compilation included")
    command.add_argument("--steps", type=int, default=0, help="for each seed; from --seconds if 0")
    command.add_argument("--batch", type=int, default=32)
    command.add_argument("--lr", type=float, default=1e-3)
    command.add_argument("--flat", type=float, default=0.3, help="share of the steps before the rate falls")
    command.add_argument("--decay", type=float, default=3e-4)
    command.add_argument("--clip", type=float, default=5)
    command.add_argument("--average", type=float, default=0.999)
    command.add_argument("--attention", help="along time, across sensors; measured if not given")
    command.add_argument("--probe", type=int, default=100)
    command.add_argument("--probe-only", action="store_true")
    command.add_argument("--no-compile", dest="compile", action="store_false")
    command.set_defaults(run=train)
    command = commands.add_parser("export")
    command.add_argument("data")
    command.add_argument("folder", help="NAME/VERSION")
    command.add_argument("checkpoints", nargs="+")
    command.add_argument("--tolerance", type=float, default=1e-4)
    command.set_defaults(run=export)
    command = commands.add_parser("compare")
    command.add_argument("data")
    command.add_argument("checkpoints", nargs="+")
    command.add_argument("--every", type=int, default=20)
    command.set_defaults(run=compare)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
