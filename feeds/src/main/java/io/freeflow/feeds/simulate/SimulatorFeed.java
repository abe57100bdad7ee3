package io.freeflow.feeds.simulate;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The endless feed of a simulated city: five-minute readings up to the instant from which it is live, then 30-second
 * ones, a batch for each tick. A slot is counted in the batch in which it is sent or known to be missing.
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
    private final String fingerprint;
    private final long seed;
    private final TrafficSimulation simulation;
    private final Transmission transmission;

    private SimulatorFeed(SimulatorControl control, Instant liveFrom, String fingerprint, Instant start) {
        var city = control.city();
        this.control = control;
        this.info = infoOf(city);
        this.liveFrom = liveFrom;
        this.fingerprint = fingerprint;
        this.seed = city.seed();
        this.simulation = TrafficSimulation.at(city, rememberFrom(start, liveFrom), control::changes);
        this.transmission = new Transmission(city, simulation, new F1Reports(city));
        while (simulation.now().isBefore(start)) {
            transmission.tick(LIVE_TICK); // only for what was held back then
        }
        transmission.takeRepeated();
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
        var records = simulation.now().isBefore(liveFrom)
                ? transmission.tickForTheArchive(FiveMinutes.LENGTH)
                : transmission.tick(LIVE_TICK);
        control.moved(simulation);
        var reports = transmission.reports();
        long missing = IntStream.range(0, reports.stations())
                .filter(reports::isMissing)
                .count();
        long sent = records.size();
        long repeated = transmission.takeRepeated();
        var counts = new HashMap<>(
                Map.of(Counters.SLOTS, sent + missing - repeated, Counters.SENT, sent, NO_REPORT, missing));
        if (repeated > 0) {
            counts.put(Counters.REPEATED, repeated);
        }
        return new FeedBatch(
                simulation.now(),
                new SimulatorPosition(seed, fingerprint, simulation.now()).toString(),
                records,
                counts);
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
