package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Position;
import io.freeflow.feeds.formats.WallClock;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/** A road map with everything about its traffic that a seed decides once and for all. Immutable. */
public final class SimulatedCity {

    private static final long PLAN = 1;
    private static final long DAY = 2;
    private static final long CORRIDOR_DAY = 3;
    private static final long REPORT = 4;
    private static final double CITY_SPREAD = 0.02;
    private static final int DAY_BEGINS_AT_HOUR = 3;

    private final RoadMap roadMap;
    private final Network network;
    private final long seed;
    private final SimulatorOptions options;
    private final WallClock clock;
    private final List<CorridorPlan> plans;
    private final List<Station> stations;

    private SimulatedCity(RoadMap roadMap, long seed, SimulatorOptions options) {
        this.roadMap = roadMap;
        this.network = roadMap.network();
        this.seed = seed;
        this.options = options;
        this.clock = new WallClock(roadMap.zone());
        this.plans = roadMap.carriageways().stream()
                .map(carriageway -> CorridorPlan.of(
                        carriageway, center(), Seeds.stream(seed, PLAN, carriageway.number()), options.demandScale()))
                .toList();
        this.stations = placeStations();
    }

    public static SimulatedCity of(RoadMap roadMap, long seed, SimulatorOptions options) {
        return new SimulatedCity(roadMap, seed, options);
    }

    /**
     * A detector station.
     *
     * @param corridor index of its carriageway's plan
     */
    record Station(String id, int corridor, int cell) {}

    private List<Station> placeStations() {
        Map<String, Station> byId = new HashMap<>();
        for (int corridor = 0; corridor < plans.size(); corridor++) {
            var plan = plans.get(corridor);
            for (Carriageway.Station stop : plan.carriageway().stations()) {
                byId.put(stop.id(), new Station(stop.id(), corridor, plan.grid().cellAt(stop.travelled())));
            }
        }
        var inOrder = new ArrayList<Station>();
        network.sensors().forEach(sensor -> inOrder.add(byId.get(sensor.id())));
        return List.copyOf(inOrder);
    }

    private Position center() {
        return roadMap.centers().stream()
                .max(Comparator.comparingDouble(Center::weight))
                .orElseThrow()
                .position();
    }

    public Network network() {
        return network;
    }

    public long seed() {
        return seed;
    }

    /** What people call the city: the region's words with capitals. */
    String title() {
        return Arrays.stream(roadMap.region().split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    /** Eight hex digits that tell simulations apart: of road, options and times, not of the seed. */
    String fingerprint(Instant begin, Instant liveFrom) {
        var text = network.version()
                + roadMap.freeways().stream().map(Freeway::laneSections).toList()
                + options
                + begin
                + liveFrom;
        var crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }

    SimulatorOptions options() {
        return options;
    }

    WallClock clock() {
        return clock;
    }

    List<CorridorPlan> plans() {
        return plans;
    }

    /** In the order of the network's sensors. */
    List<Station> stations() {
        return stations;
    }

    /** How straight a station's road leads to the center: 1 toward it, -1 away from it. */
    double inbound(int station) {
        var place = stations.get(station);
        var plan = plans.get(place.corridor());
        double travelled = (place.cell() + 0.5) * plan.grid().cellMiles();
        return plan.carriageway().inbound(travelled, center());
    }

    /** The day that an instant belongs to: days begin at 03:00. */
    LocalDate dayOf(Instant instant) {
        var date = clock.at(instant).toLocalDate();
        return instant.isBefore(startOf(date)) ? date.minusDays(1) : date;
    }

    Instant startOf(LocalDate day) {
        return clock.instantOf(day.atTime(DAY_BEGINS_AT_HOUR, 0));
    }

    List<CorridorDay> begin(LocalDate date) {
        var start = startOf(date);
        DayOfWeek day = date.getDayOfWeek();
        double level = Math.exp(
                CITY_SPREAD * Seeds.stream(seed, DAY, date.toEpochDay()).nextGaussian());
        return plans.stream()
                .map(plan -> CorridorDay.begin(
                        plan,
                        start,
                        day,
                        level,
                        options.incidentsPerMileHour(),
                        Seeds.stream(
                                seed,
                                CORRIDOR_DAY,
                                date.toEpochDay(),
                                plan.carriageway().number())))
                .toList();
    }

    /** The noise of one report. */
    SplittableRandom noise(int station, Instant start, long periodSeconds) {
        return Seeds.stream(seed, REPORT, station, start.getEpochSecond(), periodSeconds);
    }
}
