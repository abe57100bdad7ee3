package io.freeflow.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Counts;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Network;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
import io.freeflow.core.road.WindowPart;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The smallest forecast: an empty grid for each window of which all parts are there. */
public final class EchoForecastStage implements Stage<Message, Message> {

    private static final String COUNTS = "counts";

    private final Network network;
    private final int part;
    private final Counts counts = new Counts();
    private final Map<String, Set<Integer>> waiting = new TreeMap<>();
    private final Set<String> changed = new TreeSet<>();

    public EchoForecastStage(Network network, int part) {
        this.network = network;
        this.part = part;
    }

    @Override
    public void accept(Message input, Consumer<? super Message> out) {
        if (!(input instanceof WindowPart window)) {
            throw new IllegalArgumentException("forecast takes window parts, was given " + input);
        }
        counts.add(Counters.RECEIVED_PARTS);
        String key = window.region() + "/" + window.interval().start();
        Set<Integer> parts = waiting.computeIfAbsent(key, name -> new HashSet<>());
        parts.add(window.part());
        changed.add(key);
        if (parts.size() == window.parts()) {
            waiting.remove(key);
            counts.add(Counters.WINDOWS);
            counts.add(Counters.ISSUED);
            var sensorIds = network.sensorsOf(window.region()).stream()
                    .map(sensor -> sensor.id())
                    .toList();
            out.accept(new Forecast(
                    window.region(),
                    window.interval().end(),
                    window.interval().end(),
                    window.knownAt(),
                    "echo",
                    "1",
                    sensorIds,
                    QuantileGrid.missing(sensorIds.size())));
        }
    }

    @Override
    public void save(BiConsumer<String, byte @Nullable []> log) {
        if (counts.takeChanged()) {
            log.accept(COUNTS, counts.toBytes());
        }
        for (String key : changed) {
            Set<Integer> parts = waiting.get(key);
            var text = new StringBuilder();
            if (parts != null) {
                parts.forEach(number -> text.append(number).append('\n'));
            }
            log.accept(key, parts == null ? null : text.toString().getBytes(UTF_8));
        }
        changed.clear();
    }

    @Override
    public LedgerEntry books() {
        return new LedgerEntry(Stages.FORECAST, Integer.toString(part), counts.toMap());
    }

    @Override
    public void restore(String granule, byte[] bytes) {
        if (granule.equals(COUNTS)) {
            counts.restore(bytes);
        } else {
            var parts = new HashSet<Integer>();
            new String(bytes, UTF_8).lines().map(Integer::parseInt).forEach(parts::add);
            waiting.put(granule, parts);
        }
    }
}
