package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Network;
import io.freeflow.feeds.formats.WallClock;
import io.freeflow.feeds.simulate.demand.CityPlan;
import io.freeflow.feeds.simulate.flow.Seeds;
import io.freeflow.feeds.simulate.road.Freeway;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final long REPORT = 3;
    private static final int DAY_BEGINS_AT_HOUR = 3;

    private final RoadMap roadMap;
    private final Network network;
    private final long seed;
    private final SimulatorOptions options;
    private final WallClock clock;
    private final CityPlan plan;
    private final List<Station> stations;
    private final Map<String, Integer> indexById = new HashMap<>();

    private SimulatedCity(RoadMap roadMap, long seed, SimulatorOptions options) {
        this.roadMap = roadMap;
        this.network = roadMap.network();
        this.seed = seed;
        this.options = options;
        this.clock = new WallClock(roadMap.zone());
        this.plan = CityPlan.of(roadMap, Seeds.stream(seed, PLAN), options.demandScale());
        this.stations = placeStations();
        for (int i = 0; i < stations.size(); i++) {
            indexById.put(stations.get(i).id(), i);
        }
    }

    public static SimulatedCity of(RoadMap roadMap, long seed, SimulatorOptions options) {
        return new SimulatedCity(roadMap, seed, options);
    }

    /**
     * A detector station.
     *
     * @param carriageway index in the plan
     */
    public record Station(String id, int carriageway, int cell, int lanes) {}

    private List<Station> placeStations() {
        Map<String, Station> byId = new HashMap<>();
        for (int i = 0; i < plan.carriageways().size(); i++) {
            for (var station : plan.carriageways().get(i).stations()) {
                int cell = plan.cellAt(i, station.travelled());
                byId.put(
                        station.id(),
                        new Station(station.id(), i, cell, plan.grid().lanes()[cell]));
            }
        }
        var inOrder = new ArrayList<Station>();
        network.sensors().forEach(sensor -> inOrder.add(byId.get(sensor.id())));
        return List.copyOf(inOrder);
    }

    /** Reports of the city's stations, all missing. */
    public StationReports newReports() {
        return new StationReports(stations.stream().mapToInt(Station::lanes).toArray());
    }

    public Network network() {
        return network;
    }

    public long seed() {
        return seed;
    }

    public RoadMap roadMap() {
        return roadMap;
    }

    /** What people call the city: the region's words with capitals. */
    public String title() {
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

    public SimulatorOptions options() {
        return options;
    }

    public WallClock clock() {
        return clock;
    }

    public CityPlan plan() {
        return plan;
    }

    /** In the order of the network's sensors. */
    public List<Station> stations() {
        return stations;
    }

    /** The day that an instant belongs to: days begin at 03:00. */
    LocalDate dayOf(Instant instant) {
        var date = clock.at(instant).toLocalDate();
        return instant.isBefore(startOf(date)) ? date.minusDays(1) : date;
    }

    public Instant startOf(LocalDate day) {
        return clock.instantOf(day.atTime(DAY_BEGINS_AT_HOUR, 0));
    }

    CityDay begin(LocalDate date) {
        return CityDay.begin(this, date, Seeds.family(seed, DAY, date.toEpochDay()));
    }

    /** Where a sensor stands in the order of the network's sensors. */
    int indexOf(String sensorId) {
        var index = indexById.get(sensorId);
        if (index == null) {
            throw new IllegalArgumentException("there is no sensor " + sensorId);
        }
        return index;
    }

    /** The noise of one report. */
    SplittableRandom noise(int station, Instant start, long periodSeconds) {
        return Seeds.stream(seed, REPORT, station, start.getEpochSecond(), periodSeconds);
    }
}
