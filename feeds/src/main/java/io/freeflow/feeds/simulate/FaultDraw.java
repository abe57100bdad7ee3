package io.freeflow.feeds.simulate;

import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SensorFault.Kind;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.flow.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Draws what is wrong with a city's stations on one day: single loops and cabinets, and now and then a whole line. */
final class FaultDraw {

    private static final Kind[] LANE_KINDS = {
        Kind.STUCK, Kind.DEAD, Kind.DEAD, Kind.CHATTERING, Kind.DRIFTING, Kind.INTERMITTENT, Kind.INTERMITTENT
    };
    private static final Kind[] STATION_KINDS = {
        Kind.WRONG_POSITION, Kind.LATE, Kind.LATE, Kind.DUPLICATED, Kind.OUT_OF_ORDER, Kind.SKEWED_CLOCK
    };
    private static final double LANE_SHARE = 0.65;
    /** Lines go out so often for each fault of a station. */
    private static final double OUTAGES_PER_FAULT = 0.06;

    private static final double LEAST_LINE_MILES = 3;
    private static final double MOST_LINE_MILES = 9;

    private final SimulatedCity city;
    private final Instant dayStart;
    private final long dayMinutes;
    private final SplittableRandom random;
    private final List<SensorFault> faults = new ArrayList<>();

    private FaultDraw(SimulatedCity city, Interval day, SplittableRandom random) {
        this.city = city;
        this.dayStart = day.start();
        this.dayMinutes = day.length().toMinutes();
        this.random = random;
    }

    static List<SensorFault> draw(SimulatedCity city, Interval day, SplittableRandom random) {
        var draw = new FaultDraw(city, day, random);
        double expected = city.options().faultsPerStationDay() * city.stations().size();
        int faults = Seeds.poisson(expected, random);
        for (int i = 0; i < faults; i++) {
            draw.station();
        }
        int outages = Seeds.poisson(expected * OUTAGES_PER_FAULT, random);
        for (int i = 0; i < outages; i++) {
            draw.outage();
        }
        return List.copyOf(draw.faults);
    }

    private void station() {
        var station = city.stations().get(random.nextInt(city.stations().size()));
        boolean lane = random.nextDouble() < LANE_SHARE;
        var kinds = lane ? LANE_KINDS : STATION_KINDS;
        var kind = kinds[random.nextInt(kinds.length)];
        var number = lane ? OptionalInt.of(random.nextInt(station.lanes()) + 1) : OptionalInt.empty();
        // Half of them stay all day, until somebody comes to repair.
        boolean allDay = random.nextBoolean();
        long begins = allDay ? 0 : random.nextLong(dayMinutes - 60);
        long lasts = allDay ? dayMinutes : random.nextLong(30, dayMinutes - begins);
        faults.add(new SensorFault(station.id(), number, kind, at(begins, lasts), random.nextDouble()));
    }

    /** The stations of both directions within some miles of a freeway. */
    private void outage() {
        int carriageway = random.nextInt(city.plan().carriageways().size());
        double length = city.plan().carriageways().get(carriageway).length();
        double from = random.nextDouble(length);
        double to = from + random.nextDouble(LEAST_LINE_MILES, MOST_LINE_MILES);
        long begins = random.nextLong(dayMinutes - 90);
        var interval = at(begins, random.nextLong(10, 90));
        double amount = random.nextDouble();
        for (String id : city.plan().stationsAlong(carriageway, from, to)) {
            faults.add(new SensorFault(id, OptionalInt.empty(), Kind.OUTAGE, interval, amount));
        }
    }

    private Interval at(long minute, long minutes) {
        return Interval.startingAt(dayStart.plus(Duration.ofMinutes(minute)), Duration.ofMinutes(minutes));
    }
}
