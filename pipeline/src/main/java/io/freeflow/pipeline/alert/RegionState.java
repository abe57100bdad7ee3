package io.freeflow.pipeline.alert;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Alert;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a region's alerts know, in bytes. */
final class RegionState {

    private RegionState() {}

    /** All of it; arrays are in the order of the sensor ids. */
    record Saved(
            List<String> sensorIds,
            Instant clock,
            Instant forecastAt,
            float[] mph,
            Instant newestWindow,
            Instant newestSlot,
            Map<Instant, float[]> expected,
            List<Named> subjects) {}

    /** A subject with stations that are named, as another network may number them otherwise. */
    record Named(
            String ruleId,
            String corridorId,
            String tailId,
            String headId,
            Instant since,
            Optional<Instant> clearSince,
            Optional<Alert> alert) {

        /** False if the watch is not this subject's, or does not know its stations any more. */
        boolean giveTo(Watch watch) {
            if (!watch.rule().id().equals(ruleId) || !watch.lane().corridorId().equals(corridorId)) {
                return false;
            }
            var tail = watch.lane().find(tailId);
            var head = watch.lane().find(headId);
            if (tail.isEmpty() || head.isEmpty() || tail.get() > head.get()) {
                return false;
            }
            watch.subjects().add(new Subject(tail.get(), head.get(), since, clearSince, alert));
            return true;
        }
    }

    static Named named(String ruleId, Lane lane, Subject subject) {
        return new Named(
                ruleId,
                lane.corridorId(),
                lane.stations().get(subject.tail()).sensor().id(),
                lane.stations().get(subject.head()).sensor().id(),
                subject.since(),
                subject.clearSince(),
                subject.alert());
    }

    static byte[] write(Saved state) {
        var bytes = new ByteArrayOutputStream(4096);
        try (var out = new DataOutputStream(bytes)) {
            Bytes.writeAll(out, state.sensorIds(), out::writeUTF);
            Bytes.writeInstant(out, state.clock());
            Bytes.writeInstant(out, state.forecastAt());
            Bytes.writeFloats(out, state.mph());
            Bytes.writeInstant(out, state.newestWindow());
            Bytes.writeInstant(out, state.newestSlot());
            Bytes.writeAll(out, List.copyOf(state.expected().entrySet()), window -> {
                Bytes.writeInstant(out, window.getKey());
                Bytes.writeFloats(out, window.getValue());
            });
            Bytes.writeAll(out, state.subjects(), subject -> write(out, subject));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A window or slot whose parts are not all there. */
    static byte[] write(WholeParts.Open parts) {
        var bytes = new ByteArrayOutputStream(4096);
        try (var out = new DataOutputStream(bytes)) {
            byte[] have = parts.have().toByteArray();
            out.writeInt(have.length);
            out.write(have);
            Bytes.writeAll(out, List.copyOf(parts.measured().entrySet()), sensor -> {
                out.writeUTF(sensor.getKey());
                out.writeDouble(sensor.getValue().speedMph());
                out.writeDouble(sensor.getValue().flowVph());
                out.writeDouble(sensor.getValue().occupancyPercent());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static WholeParts.Open readOpen(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new WholeParts.Open(BitSet.valueOf(in.readNBytes(in.readInt())), readMeasured(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Measurement> readMeasured(DataInputStream in) throws IOException {
        var measured = new HashMap<String, Measurement>();
        Bytes.readAll(
                        in,
                        () -> Map.entry(
                                in.readUTF(), new Measurement(in.readDouble(), in.readDouble(), in.readDouble())))
                .forEach(sensor -> measured.put(sensor.getKey(), sensor.getValue()));
        return measured;
    }

    private static void write(DataOutputStream out, Named subject) throws IOException {
        out.writeUTF(subject.ruleId());
        out.writeUTF(subject.corridorId());
        out.writeUTF(subject.tailId());
        out.writeUTF(subject.headId());
        Bytes.writeInstant(out, subject.since());
        Bytes.writeAll(out, subject.clearSince().stream().toList(), since -> Bytes.writeInstant(out, since));
        Bytes.writeAll(out, subject.alert().stream().toList(), alert -> AlertBytes.write(out, alert));
    }

    static Saved read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Saved(
                    Bytes.readAll(in, in::readUTF),
                    Bytes.readInstant(in),
                    Bytes.readInstant(in),
                    Bytes.readFloats(in),
                    Bytes.readInstant(in),
                    Bytes.readInstant(in),
                    map(Bytes.readAll(in, () -> Map.entry(Bytes.readInstant(in), Bytes.readFloats(in)))),
                    Bytes.readAll(in, () -> readSubject(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <V> Map<Instant, V> map(List<Map.Entry<Instant, V>> entries) {
        var map = new TreeMap<Instant, V>();
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    private static Named readSubject(DataInputStream in) throws IOException {
        return new Named(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                Bytes.readInstant(in),
                Bytes.readAll(in, () -> Bytes.readInstant(in)).stream().findFirst(),
                Bytes.readAll(in, () -> AlertBytes.read(in)).stream().findFirst());
    }
}
