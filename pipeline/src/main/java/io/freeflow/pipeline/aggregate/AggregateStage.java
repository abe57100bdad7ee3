package io.freeflow.pipeline.aggregate;

import static io.freeflow.core.ledger.Counters.*;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.ledger.Counts;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.road.Stage;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import io.freeflow.pipeline.health.HealthConfig;
import io.freeflow.pipeline.health.HealthWatch;
import io.freeflow.pipeline.health.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Readings to five-minute windows that marks close, and tests of the sensors that sent them. Takes {@link Reading} and
 * {@link Mark}, gives {@link WindowPart}, and {@link SensorHealth} where what is thought of a sensor changed.
 *
 * <p>accepted + corrected = windowed + late + too-late + duplicate + revised.
 *
 * <p>A window closes when the marks of all lanes of all sources that are not silent have passed its end plus grace; then one part goes out for
 * each region, empty or not, so that a region's window is complete when all its parts are there. A closed part never
 * changes: what comes late goes out as the part's next revision. Which windows are closed depends on marks alone, never on
 * readings, so that all parts of a stage agree.
 *
 * <p>Before that, slots of a minute or less go out as {@link WindowPart} with their shorter interval, as soon as the marks have
 * passed them: what incidents are found in.
 */
public final class AggregateStage implements Stage<Message, Message> {

    /** The region of sensors that the network does not know. */
    public static final String UNPLACED = "unplaced";

    /** The tests of so many sensors are saved together. */
    private static final int SENSORS_A_BUCKET = 64;

    private static final String COUNTS = "counts";
    private static final String MARKS_GRANULE = "marks";
    private static final String CLOCK = "clock";
    private static final String WINDOW = "window/";
    private static final String HEALTH_GRANULES = "health/";

    private final AggregateConfig config;
    private final Network network;
    private final int part;
    private final int parts;
    private final Marks marks;
    private final HealthWatch health;
    private final Counts counts = new Counts();
    private final TreeMap<Instant, OpenWindow> windows = new TreeMap<>();
    private final TreeSet<Instant> dirtyWindows = new TreeSet<>();
    private final List<String> droppedGranules = new ArrayList<>();
    /** The first window that is not closed; {@link Instant#MIN} before the first mark. */
    private Instant next = Instant.MIN;
    /** How far the road was complete at best; {@link Instant#MIN} before the first mark. */
    private Instant clock = Instant.MIN;

    private boolean clockChanged;
    private boolean marksChanged;

    /** One part of the stage, with tests of sensors as they ship. */
    public AggregateStage(AggregateConfig config, Network network, int part, int parts, int lanes) {
        this(config, HealthConfig.DEFAULT, network, part, parts, lanes);
    }

    /**
     * One part of the stage.
     *
     * @param tests thresholds of the tests of sensors
     * @param part the lane whose sensors it works on
     * @param parts how many lanes sensors are divided among
     * @param lanes how many partitions traffic-raw has
     */
    public AggregateStage(AggregateConfig config, HealthConfig tests, Network network, int part, int parts, int lanes) {
        this.config = config;
        this.network = network;
        this.part = part;
        this.parts = parts;
        this.marks = new Marks(lanes, config.silentAfter());
        this.health =
                new HealthWatch(tests, network, Math.max(1, network.sensors().size() / parts / SENSORS_A_BUCKET));
    }

    @Override
    public void accept(Message input, Consumer<? super Message> out) {
        switch (input) {
            case Reading reading -> take(reading, out);
            case Mark mark -> pass(mark, out);
            default -> throw new IllegalArgumentException("aggregate takes readings and marks, was given " + input);
        }
    }

    private void take(Reading reading, Consumer<? super Message> out) {
        Instant start = FiveMinutes.floor(reading.interval().start());
        boolean closed = start.isBefore(next);
        if (closed && start.isBefore(oldestKept())) {
            counts.add(TOO_LATE);
            return;
        }
        OpenWindow window = windowAt(start);
        switch (window.put(reading)) {
            case NEW -> counts.add(closed ? LATE : WINDOWED);
            case OUT_OF_ORDER -> {
                counts.add(closed ? LATE : WINDOWED);
                health.arrivedOutOfOrder(reading);
            }
            case REVISION -> counts.add(REVISED);
            case DUPLICATE -> {
                counts.add(DUPLICATE);
                health.arrivedAgain(reading);
                return;
            }
        }
        health.arrived(reading);
        dirtyWindows.add(start);
        if (closed) {
            out.accept(partOf(start, regionOf(reading.sensorId()), window, later(reading.knownAt(), clock)));
        }
    }

    private void pass(Mark mark, Consumer<? super Message> out) {
        counts.add(MARKS);
        marksChanged |= marks.take(mark);
        marks.completeUntil().filter(clock::isBefore).ifPresent(completeUntil -> {
            Instant before = clock;
            clock = completeUntil;
            clockChanged = true;
            slots(before, out);
            close(out);
        });
    }

    /**
     * The slots that ended since the clock stood there before, as shorter windows: with what came in time, and never
     * again. A gap of the clock has none.
     */
    private void slots(Instant before, Consumer<? super Message> out) {
        if (config.slot().isZero()
                || before.equals(Instant.MIN)
                || Duration.between(before, clock).compareTo(config.maxGap()) > 0) {
            return;
        }
        long seconds = config.slot().toSeconds();
        long last = Math.floorDiv(clock.getEpochSecond(), seconds);
        for (long slot = Math.floorDiv(before.getEpochSecond(), seconds); slot < last; slot++) {
            var interval = Interval.startingAt(Instant.ofEpochSecond(slot * seconds), config.slot());
            statesOf(interval).forEach((region, states) -> {
                counts.add(SLOT_PARTS);
                states.sort(Comparator.comparing(TrafficState::sensorId));
                out.accept(new WindowPart(region, interval, part, parts, 0, clock, states));
            });
        }
    }

    /** The states of a slot by the network's regions, each of which has some or none. */
    private Map<String, List<TrafficState>> statesOf(Interval slot) {
        var states = new TreeMap<String, List<TrafficState>>();
        network.regions().forEach(region -> states.put(region, new ArrayList<>()));
        OpenWindow window = windows.get(FiveMinutes.floor(slot.start()));
        if (window != null) {
            window.forEachCell((sensorId, cell) -> cell.state(sensorId, slot).ifPresent(state -> {
                var ofRegion = states.get(regionOf(sensorId));
                if (ofRegion != null) {
                    ofRegion.add(believed(state, slot.start()));
                }
            }));
        }
        return states;
    }

    private void close(Consumer<? super Message> out) {
        Instant until = clock.minus(config.grace());
        Instant end = FiveMinutes.floor(until);
        if (next.equals(Instant.MIN)) {
            jumpTo(FiveMinutes.floor(until.minusNanos(1)), out);
        } else if (Duration.between(next, end).compareTo(config.maxGap()) > 0) {
            jumpTo(end, out);
        }
        while (next.isBefore(end)) {
            closeOne(next, out);
            next = next.plus(FiveMinutes.LENGTH);
        }
        drop(oldestKept());
    }

    /** Starts the grid anew; windows before it are closed where they have readings, and skipped elsewhere. */
    private void jumpTo(Instant start, Consumer<? super Message> out) {
        for (var entry : windows.headMap(start).entrySet()) {
            if (!entry.getValue().isPublished()) {
                closeOne(entry.getKey(), out);
            }
        }
        next = start;
    }

    private void closeOne(Instant start, Consumer<? super Message> out) {
        OpenWindow window = windowAt(start);
        window.close();
        test(start, window, out);
        var regions = new TreeSet<>(network.regions());
        window.forEachCell((sensorId, cell) -> regions.add(regionOf(sensorId)));
        regions.forEach(region -> out.accept(partOf(start, region, window, clock)));
        dirtyWindows.add(start);
    }

    private void test(Instant start, OpenWindow window, Consumer<? super Message> out) {
        var samples = new HashMap<String, List<Sample>>();
        window.forEachCell((sensorId, cell) -> samples.put(sensorId, cell.samples()));
        health.close(start, samples, clock, verdict -> {
            counts.add(HEALTH);
            out.accept(verdict);
        });
        window.forEachCell((sensorId, cell) -> health.estimate(start, cell.state(sensorId)));
    }

    private WindowPart partOf(Instant start, String region, OpenWindow window, Instant knownAt) {
        counts.add(PARTS);
        var states = new ArrayList<TrafficState>();
        window.forEachCell((sensorId, cell) -> {
            if (regionOf(sensorId).equals(region)) {
                states.add(health.judge(start, cell.state(sensorId)));
            }
        });
        states.sort(Comparator.comparing(TrafficState::sensorId));
        return new WindowPart(
                region,
                Interval.startingAt(start, FiveMinutes.LENGTH),
                part,
                parts,
                window.nextRevision(region),
                knownAt,
                states);
    }

    /** A state as it is, or as that of a sensor that is not believed. */
    private TrafficState believed(TrafficState state, Instant start) {
        return health.spoils(state.sensorId(), start) ? state.suspected() : state;
    }

    private OpenWindow windowAt(Instant start) {
        return windows.computeIfAbsent(start, key -> {
            var window = new OpenWindow();
            if (start.isBefore(next)) {
                window.close();
            }
            return window;
        });
    }

    private String regionOf(String sensorId) {
        Optional<Sensor> sensor = network.find(sensorId);
        return sensor.isPresent() ? sensor.get().region() : UNPLACED;
    }

    private Instant oldestKept() {
        return next.equals(Instant.MIN) ? Instant.MIN : FiveMinutes.floor(next.minus(config.retention()));
    }

    private void drop(Instant before) {
        var old = windows.headMap(before);
        old.forEach((start, window) -> window.drop(nameOf(start), (granule, none) -> droppedGranules.add(granule)));
        dirtyWindows.removeAll(old.keySet());
        old.clear();
    }

    @Override
    public LedgerEntry books() {
        return new LedgerEntry(Stages.AGGREGATE, Integer.toString(part), counts.toMap());
    }

    @Override
    public void save(BiConsumer<String, byte @Nullable []> log) {
        if (counts.takeChanged()) {
            log.accept(COUNTS, counts.toBytes());
        }
        if (marksChanged) {
            log.accept(MARKS_GRANULE, marks.toText().getBytes(UTF_8));
            marksChanged = false;
        }
        if (clockChanged) {
            log.accept(CLOCK, (next + " " + clock).getBytes(UTF_8));
            clockChanged = false;
        }
        dirtyWindows.forEach(start -> windowAt(start).save(nameOf(start), log));
        dirtyWindows.clear();
        droppedGranules.forEach(granule -> log.accept(granule, null));
        droppedGranules.clear();
        health.save((granule, bytes) -> log.accept(HEALTH_GRANULES + granule, bytes));
    }

    private static String nameOf(Instant window) {
        return WINDOW + window.getEpochSecond();
    }

    @Override
    public void restore(String granule, byte[] bytes) {
        switch (granule) {
            case COUNTS -> counts.restore(bytes);
            case MARKS_GRANULE -> marks.restore(new String(bytes, UTF_8));
            case CLOCK -> {
                String[] times = new String(bytes, UTF_8).split(" ", -1);
                next = Instant.parse(times[0]);
                clock = Instant.parse(times[1]);
            }
            default -> {
                if (granule.startsWith(HEALTH_GRANULES)) {
                    health.restore(granule.substring(HEALTH_GRANULES.length()), bytes);
                    return;
                }
                String[] name = granule.split("/", -1);
                Instant start = Instant.ofEpochSecond(Long.parseLong(name[1]));
                windows.computeIfAbsent(start, key -> OpenWindow.of(name)).restore(name, bytes);
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
