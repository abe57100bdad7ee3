package io.freeflow.pipeline.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.window.Quality;
import io.freeflow.core.window.TrafficState;
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
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of a region's windows, or slots, together, without what is not believed. Each counts once, when it is whole: what is revised later is not
 * judged again.
 */
final class WholeParts {

    private static final String NEWEST = "newest";

    private final TreeMap<Instant, Open> open = new TreeMap<>();
    private final TreeSet<Instant> changed = new TreeSet<>();
    private Instant newest = Instant.MIN;
    private boolean newestChanged;

    /** What is there of one so far, by sensor. */
    private record Open(BitSet have, Map<String, Measurement> measured) {}

    /**
     * What a window or slot says that this part makes whole; empty as long as parts lack, and for older ones. Who said nothing
     * is not in it, who is not believed is there with nothing measured.
     */
    Optional<Map<String, Measurement>> add(WindowPart part) {
        Instant start = part.interval().start();
        if (!start.isAfter(newest)) {
            return Optional.empty();
        }
        changed.add(start);
        var whole = open.computeIfAbsent(start, key -> new Open(new BitSet(), new HashMap<>()));
        for (TrafficState state : part.states()) {
            if (state.readings() > 0) {
                whole.measured.put(
                        state.sensorId(),
                        state.quality() == Quality.SUSPECT ? Measurement.MISSING : state.measurement());
            }
        }
        whole.have.set(part.part());
        if (whole.have.cardinality() < part.parts()) {
            return Optional.empty();
        }
        newest = start;
        newestChanged = true;
        var through = open.headMap(start, true);
        changed.addAll(through.keySet());
        through.clear();
        return Optional.of(whole.measured);
    }

    /** Each in a granule of its own: when one partition is far ahead there are many. */
    void save(BiConsumer<String, byte @Nullable []> log) {
        if (newestChanged) {
            newestChanged = false;
            log.accept(NEWEST, Long.toString(newest.getEpochSecond()).getBytes(UTF_8));
        }
        for (Instant start : changed) {
            var parts = open.get(start);
            log.accept(Long.toString(start.getEpochSecond()), parts == null ? null : toBytes(parts));
        }
        changed.clear();
    }

    private static byte[] toBytes(Open parts) {
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

    void restore(String name, byte[] bytes) {
        if (name.equals(NEWEST)) {
            newest = Instant.ofEpochSecond(Long.parseLong(new String(bytes, UTF_8)));
            return;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var parts = new Open(BitSet.valueOf(in.readNBytes(in.readInt())), new HashMap<>());
            Bytes.readAll(
                            in,
                            () -> Map.entry(
                                    in.readUTF(), new Measurement(in.readDouble(), in.readDouble(), in.readDouble())))
                    .forEach(sensor -> parts.measured().put(sensor.getKey(), sensor.getValue()));
            open.put(Instant.ofEpochSecond(Long.parseLong(name)), parts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
