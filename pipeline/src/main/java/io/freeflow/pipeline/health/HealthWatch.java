package io.freeflow.pipeline.health;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.window.TrafficState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tests the sensors of one part of aggregate, each time one of its windows closes. What is found rests on closed windows, so
 * it depends neither on the order in which readings came nor on where the stage was killed. Sensors that the network does
 * not know are not tested, and neither is one before it is heard for the first time. Not thread-safe.
 */
public final class HealthWatch {

    private static final String CLOCK = "clock";
    /** A day of which the feed covered less is not diagnosed: 05:00 to 21:59, less an hour. */
    private static final long LEAST_COVERED_SECONDS = 16 * 3600;

    private final HealthConfig config;
    private final Network network;
    private final ZoneId zone;
    private final List<TreeMap<String, DetectorWatch>> buckets = new ArrayList<>();
    private final BitSet dirty = new BitSet();
    private final List<String> strangers = new ArrayList<>();
    private boolean clockChanged;
    private Instant last = Instant.MIN;
    private LocalDate date = LocalDate.MIN;
    private long coveredSeconds;

    /**
     * A watch that has seen nothing.
     *
     * @param buckets in so many of them sensors are saved together
     */
    public HealthWatch(HealthConfig config, Network network, int buckets) {
        this.config = config;
        this.network = network;
        this.zone = network.zone();
        for (int i = 0; i < buckets; i++) {
            this.buckets.add(new TreeMap<>());
        }
    }

    /** Takes note of a reading that said nothing new. */
    public void arrivedAgain(Reading reading) {
        arrived(reading, DetectorWatch::arrivedAgain);
    }

    /** Takes note of a reading that came after a newer one of its sensor. */
    public void arrivedOutOfOrder(Reading reading) {
        arrived(reading, DetectorWatch::arrivedOutOfOrder);
    }

    /** Takes note of a reading if it was behind its feed. */
    public void arrived(Reading reading) {
        if (reading.knownAt().isAfter(reading.interval().end())) {
            arrived(reading, DetectorWatch::arrivedLate);
        }
    }

    private void arrived(Reading reading, Consumer<DetectorWatch> how) {
        DetectorWatch watch = config.test() ? watchOf(reading.sensorId()) : null;
        if (watch != null) {
            how.accept(watch);
            dirty.set(bucketOf(reading.sensorId()));
        }
    }

    private @Nullable DetectorWatch watchOf(String sensorId) {
        return buckets.get(bucketOf(sensorId)).get(sensorId);
    }

    private int bucketOf(String sensorId) {
        return Math.floorMod(sensorId.hashCode(), buckets.size());
    }

    /**
     * Looks at a window that closes.
     *
     * @param samples the readings of each sensor that has some in it, in the order of time
     * @param out is told of each sensor about which something changed
     */
    public void close(
            Instant window, Map<String, List<Sample>> samples, Instant knownAt, Consumer<? super SensorHealth> out) {
        if (!config.test() || !window.isAfter(last)) {
            return;
        }
        for (String sensorId : samples.keySet()) {
            Optional<Sensor> sensor = network.find(sensorId);
            sensor.ifPresent(known ->
                    buckets.get(bucketOf(sensorId)).computeIfAbsent(sensorId, id -> new DetectorWatch(config, known)));
        }
        if (!last.equals(Instant.MIN) && !last.plus(FiveMinutes.LENGTH).equals(window)) {
            buckets.forEach(watches -> watches.values().forEach(DetectorWatch::pause));
        }
        last = window;
        clockChanged = true;
        var local = window.atZone(zone);
        boolean byDay = local.getHour() >= DayTests.FIRST_HOUR && local.getHour() < DayTests.END_HOUR;
        if (byDay && !local.toLocalDate().equals(date)) {
            beginDay(local.toLocalDate());
        } else if (!byDay && coveredSeconds > 0) {
            endDay(knownAt, out);
        }
        coveredSeconds += byDay ? FiveMinutes.LENGTH.toSeconds() : 0;
        Instant end = window.plus(FiveMinutes.LENGTH);
        for (var watches : buckets) {
            watches.forEach((sensorId, watch) -> watch.look(
                            window, end, samples.getOrDefault(sensorId, List.of()), byDay, knownAt)
                    .ifPresent(out));
        }
        dirty.set(0, buckets.size());
    }

    private void beginDay(LocalDate day) {
        date = day;
        coveredSeconds = 0;
        buckets.forEach(watches -> watches.values().forEach(DetectorWatch::dropDay));
    }

    private void endDay(Instant knownAt, Consumer<? super SensorHealth> out) {
        if (coveredSeconds >= LEAST_COVERED_SECONDS) {
            for (var watches : buckets) {
                watches.values()
                        .forEach(watch ->
                                watch.endDay(date, coveredSeconds, knownAt).ifPresent(out));
            }
        }
        coveredSeconds = 0;
    }

    /** Learns from a window of single loops: states without a speed, before any of them is told. */
    public void estimate(Instant window, TrafficState state) {
        DetectorWatch watch = watchOf(state.sensorId());
        if (watch != null && isSingleLoop(state.measurement())) {
            watch.estimate(window, state.measurement());
            dirty.set(bucketOf(state.sensorId()));
        }
    }

    private static boolean isSingleLoop(Measurement measurement) {
        return !measurement.hasSpeed() && measurement.flowVph() > 0 && measurement.occupancyPercent() > 0;
    }

    /** A state as it is to be told: in doubt, or with the speed that a single loop's flow and occupancy make. */
    public TrafficState judge(Instant window, TrafficState state) {
        DetectorWatch watch = watchOf(state.sensorId());
        if (watch == null) {
            return state;
        }
        if (watch.spoils(window)) {
            return state.suspected();
        }
        if (!isSingleLoop(state.measurement())) {
            return state;
        }
        double mph = watch.estimated(window, state.measurement());
        return Double.isNaN(mph) ? state : state.withSpeedOf(mph);
    }

    /** Whether what a sensor said in a closed window is in doubt. */
    public boolean spoils(String sensorId, Instant window) {
        DetectorWatch watch = watchOf(sensorId);
        return watch != null && watch.spoils(window);
    }

    /** Hands on what changed since the last call; {@code null} bytes delete a granule. */
    public void save(BiConsumer<String, byte @Nullable []> log) {
        strangers.forEach(granule -> log.accept(granule, null));
        strangers.clear();
        if (clockChanged) {
            log.accept(CLOCK, bytes(out -> {
                out.writeLong(last.getEpochSecond());
                out.writeLong(date.toEpochDay());
                out.writeLong(coveredSeconds);
            }));
            clockChanged = false;
        }
        dirty.stream()
                .forEach(bucket -> log.accept(bucket + "/" + buckets.size(), bytes(out -> {
                    var watches = buckets.get(bucket);
                    out.writeInt(watches.size());
                    for (var entry : watches.entrySet()) {
                        out.writeUTF(entry.getKey());
                        byte[] watch = bytes(entry.getValue()::write);
                        out.writeInt(watch.length);
                        out.write(watch);
                    }
                })));
        dirty.clear();
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Takes back a granule as {@link #save} gave it, also of another network: sensors that are no more are left out. */
    public void restore(String granule, byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (granule.equals(CLOCK)) {
                last = Instant.ofEpochSecond(in.readLong());
                date = LocalDate.ofEpochDay(in.readLong());
                coveredSeconds = in.readLong();
                return;
            }
            if (!granule.endsWith("/" + buckets.size())) {
                strangers.add(granule);
                dirty.set(0, buckets.size());
            }
            int watches = in.readInt();
            for (int i = 0; i < watches; i++) {
                String sensorId = in.readUTF();
                byte[] watch = in.readNBytes(in.readInt());
                restoreWatch(sensorId, watch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void restoreWatch(String sensorId, byte[] bytes) throws IOException {
        Optional<Sensor> sensor = network.find(sensorId);
        if (sensor.isEmpty()) {
            return;
        }
        var watch = new DetectorWatch(config, sensor.get());
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            watch.read(in);
        }
        buckets.get(bucketOf(sensorId)).put(sensorId, watch);
    }
}
