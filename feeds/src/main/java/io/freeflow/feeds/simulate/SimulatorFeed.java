package io.freeflow.feeds.simulate;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.feeds.formats.F1Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The endless feed of a simulated city: five-minute readings up to the instant from which it is live, then 30-second
 * ones, a batch for each tick. A slot is counted in the batch in which it is sent or known to be missing; a report that
 * comes twice fills two.
 */
public final class SimulatorFeed implements Feed {

    public static final String NAME = "simulator";
    /** A Thursday evening in Los Angeles, 16:40, when the peak is about to come. */
    public static final Instant DEMO_START = Instant.parse("2026-10-15T23:40:00Z");

    public static final Duration DEFAULT_HISTORY = Duration.ofDays(2);
    static final Duration LIVE_TICK = Duration.ofSeconds(30);
    static final String NO_REPORT = Counters.MISSING + "no-report";

    private final SimulatorControl control;
    private final FeedInfo info;
    private final Instant liveFrom;
    private final List<String> sensorIds;
    private final String fingerprint;
    private final long seed;
    private final TrafficSimulation simulation;
    private final StationReports reports;
    private final F1Writer writer = new F1Writer();
    private final Delivery delivery = new Delivery();

    private SimulatorFeed(SimulatorControl control, Instant liveFrom, String fingerprint, Instant start) {
        var city = control.city();
        this.control = control;
        this.info = infoOf(city);
        this.liveFrom = liveFrom;
        this.sensorIds = city.stations().stream().map(SimulatedCity.Station::id).toList();
        this.fingerprint = fingerprint;
        this.seed = city.seed();
        this.reports = city.newReports();
        this.simulation = TrafficSimulation.at(city, rememberFrom(start, liveFrom), control::changes);
        while (simulation.now().isBefore(start)) {
            tick(LIVE_TICK); // only for what was held back then
        }
        control.moved(simulation);
    }

    /** So long before its start a feed must look to know what is still held back. */
    private static Instant rememberFrom(Instant start, Instant liveFrom) {
        var before = start.minus(LIVE_TICK.multipliedBy(Delivery.LONGEST_TICKS));
        if (start.isBefore(liveFrom)) {
            return start;
        }
        return before.isBefore(liveFrom) ? liveFrom : before;
    }

    /** Who the feed of a city is. */
    public static FeedInfo infoOf(SimulatedCity city) {
        return new FeedInfo(NAME, FeedInfo.Kind.SIMULATED, "Simulated " + city.title() + ", seed " + city.seed());
    }

    /** Opens the feeds of a demo: like the others, and soon after it goes live there is a crash. */
    public static Opener demoOpener(SimulatorControl control) {
        var opener = opener(control, DEMO_START, DEFAULT_HISTORY);
        return position -> {
            control.openWith(OpeningIncident.choose(control.city(), DEMO_START));
            return opener.open(position);
        };
    }

    /** Opens feeds of a city that nobody meddles with. */
    public static Opener opener(SimulatedCity city, Instant liveFrom, Duration history) {
        return opener(SimulatorControl.inMemory(city), liveFrom, history);
    }

    /**
     * Opens feeds of a city.
     *
     * @param liveFrom on the five-minute grid
     * @param history how long before that the feed begins, in whole windows
     */
    public static Opener opener(SimulatorControl control, Instant liveFrom, Duration history) {
        var begin = liveFrom.minus(history);
        if (!FiveMinutes.floor(liveFrom).equals(liveFrom)
                || !FiveMinutes.floor(begin).equals(begin)) {
            throw new IllegalArgumentException("the simulator begins and goes live on multiples of five minutes, was "
                    + begin + " and " + liveFrom);
        }
        if (history.isNegative()) {
            throw new IllegalArgumentException("history must not be negative, was " + history);
        }
        var city = control.city();
        var fingerprint = city.fingerprint(begin, liveFrom);
        return position -> new SimulatorFeed(
                control,
                liveFrom,
                fingerprint,
                position.map(text -> clockOf(text, city.seed(), fingerprint)).orElse(begin));
    }

    /** Opens feeds of a city that is made for them. */
    public static Opener opener(
            RoadMap roadMap, long seed, Instant liveFrom, Duration history, SimulatorOptions options) {
        return opener(SimulatedCity.of(roadMap, seed, options), liveFrom, history);
    }

    private static Instant clockOf(String text, long seed, String fingerprint) {
        var position = SimulatorPosition.of(text);
        if (position.seed() != seed) {
            throw new IllegalArgumentException("the position is of the simulator with seed " + position.seed()
                    + ", this one has seed " + seed + ": start it in another namespace");
        }
        if (!position.simulation().equals(fingerprint)) {
            throw new IllegalArgumentException("the position is of another simulation (" + position.simulation()
                    + ", this one is " + fingerprint + "): road map, options, start or history differ");
        }
        return position.clock();
    }

    @Override
    public FeedInfo info() {
        return info;
    }

    @Override
    public Optional<FeedBatch> next() {
        synchronized (control) {
            return Optional.of(nextBatch());
        }
    }

    /** A tick in which nobody can change anything. */
    private FeedBatch nextBatch() {
        var tick = simulation.now().isBefore(liveFrom) ? FiveMinutes.LENGTH : LIVE_TICK;
        var records = tick(tick);
        control.moved(simulation);
        long missing = IntStream.range(0, reports.stations())
                .filter(reports::isMissing)
                .count();
        long sent = records.size();
        return new FeedBatch(
                simulation.now(),
                new SimulatorPosition(seed, fingerprint, simulation.now()).toString(),
                records,
                Map.of(Counters.SLOTS, sent + missing, Counters.SENT, sent, NO_REPORT, missing));
    }

    /** Lets a tick pass and gives what arrives in it. */
    private List<FeedBatch.Item> tick(Duration tick) {
        var start = simulation.now();
        boolean live = !start.isBefore(liveFrom);
        simulation.advance(tick, reports);
        var records = new ArrayList<FeedBatch.Item>(sensorIds.size());
        for (int i = 0; i < sensorIds.size(); i++) {
            if (!reports.isMissing(i)) {
                var id = sensorIds.get(i);
                if (live) {
                    var skewed = start.plus(Delivery.skew(simulation.faultsOf(id, start)));
                    delivery.take(record(i, skewed, tick), simulation.faultsOf(id, start), start, tick, records);
                } else {
                    records.add(record(i, start, tick));
                }
            }
        }
        delivery.release(start, records);
        return records;
    }

    private FeedBatch.Item record(int station, Instant start, Duration period) {
        var id = sensorIds.get(station);
        return new FeedBatch.Item(
                id,
                writer.write(
                        id,
                        start.toEpochMilli(),
                        (int) period.toSeconds(),
                        tenths(reports.speedMph(station)),
                        reports.flowVph(station),
                        tenths(reports.occupancyPercent(station))));
    }

    /** The decimal that a float stands for, so that 64.3 is written as 64.3. */
    private static double tenths(float value) {
        return Float.isNaN(value) ? Double.NaN : Math.round(value * 10.0) / 10.0;
    }

    @Override
    public Instant liveFrom() {
        return liveFrom;
    }

    /** Empty: the road goes on. */
    @Override
    public Optional<Double> progress(Instant completeUntil) {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
