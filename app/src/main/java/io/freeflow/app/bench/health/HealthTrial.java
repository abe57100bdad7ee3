package io.freeflow.app.bench.health;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorControl;
import io.freeflow.feeds.simulate.SimulatorFeed;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.StationReports;
import io.freeflow.feeds.simulate.TrafficSimulation;
import io.freeflow.feeds.simulate.road.RoadMap;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.health.HealthConfig;
import io.freeflow.pipeline.health.HealthWatch;
import io.freeflow.pipeline.health.Sample;
import io.freeflow.pipeline.validate.ValidateStage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Broken loops of simulated cities, looked at lane by lane before they are rolled up, and as stations on the road. */
final class HealthTrial {

    /** A Monday, at 03:00. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 14);

    private static final Duration TICK = Duration.ofSeconds(30);

    private final SimulatorOptions options;
    private final int days;
    private final Runnable dayDone;

    /** The stages of the road, with tests of some thresholds. */
    interface Stages {
        ValidateStage validate(Network network);

        AggregateStage aggregate(Network network, HealthConfig config);
    }

    /**
     * A trial.
     *
     * @param days of each city that count, after one from which sensors are known
     * @param dayDone is told of each day, from several threads
     */
    HealthTrial(SimulatorOptions options, int days, Runnable dayDone) {
        this.options = options;
        this.days = days;
        this.dayDone = dayDone;
    }

    /** What was told at once, and of days. */
    record Scores(HealthScore words, DayScore days) {
        private Scores plus(Scores other) {
            return new Scores(words.plus(other.words), days.plus(other.days));
        }
    }

    /** Scores of lanes for each setting, over all cities. */
    List<Scores> lanes(List<Long> seeds, List<HealthConfig> configs) {
        return sums(
                configs.size(),
                seeds.parallelStream().map(seed -> lanes(seed, configs)).toList());
    }

    private List<Scores> lanes(long seed, List<HealthConfig> configs) {
        var city = SimulatedCity.of(RoadMap.losAngeles(), seed, options);
        var network = lanesOf(city);
        var watches = configs.stream()
                .map(config -> new HealthWatch(config, network, 1))
                .toList();
        var told = configs.stream().map(config -> new Spell.Gatherer()).toList();
        var truth = play(city, (window, samples) -> {
            for (int i = 0; i < watches.size(); i++) {
                watches.get(i).close(window, samples, window.plus(FiveMinutes.LENGTH), told.get(i)::take);
            }
        });
        return told.stream()
                .map(spells -> score(city, network, truth, spells, fault -> lanesOf(city, fault)))
                .toList();
    }

    private Scores score(
            SimulatedCity city,
            Network network,
            List<SensorFault> truth,
            Spell.Gatherer told,
            Function<SensorFault, List<String>> places) {
        var words = new HealthScore();
        words.add(counted(city), days, truth, told.all(), places);
        var byDay = new DayScore();
        for (int day = 1; day <= days; day++) {
            byDay.add(FIRST_DAY.plusDays(day), network.zone(), network.sensors().size(), truth, told.badDays(), places);
        }
        return new Scores(words, byDay);
    }

    /** What is estimated where nothing is broken: speeds of lanes as single loops, and of stations that are hidden. */
    record Estimates(SingleLoops loops, HiddenCells hidden) {
        Estimates add(Estimates other) {
            return new Estimates(loops.add(other.loops), hidden.add(other.hidden));
        }
    }

    Estimates estimates(List<Long> seeds) {
        return seeds.parallelStream()
                .map(seed -> {
                    var city = SimulatedCity.of(RoadMap.losAngeles(), seed, options.withoutFaults());
                    var loops = new SingleLoops(city);
                    var hidden = new HiddenCells(city.network(), seed);
                    var counted = counted(city);
                    play(city, (window, samples) -> {
                        var purpose =
                                counted.contains(window) ? SingleLoops.Purpose.COMPARE : SingleLoops.Purpose.LEARN;
                        loops.take(samples, purpose);
                        hidden.take(window, samples, purpose);
                    });
                    return new Estimates(loops, hidden);
                })
                .reduce(Estimates::add)
                .orElseThrow();
    }

    private Interval counted(SimulatedCity city) {
        return new Interval(city.startOf(FIRST_DAY.plusDays(1)), city.startOf(FIRST_DAY.plusDays(1L + days)));
    }

    private interface Windows {
        void take(Instant window, Map<String, List<Sample>> samples);
    }

    /** Plays all days, hands on what each lane said in each window, and tells all faults. */
    private List<SensorFault> play(SimulatedCity city, Windows windows) {
        var truth = new LinkedHashSet<SensorFault>();
        var simulation = TrafficSimulation.at(city, city.startOf(FIRST_DAY));
        var reports = city.newReports();
        for (int day = 0; day <= days; day++) {
            var end = city.startOf(FIRST_DAY.plusDays(day + 1L));
            while (simulation.now().isBefore(end)) {
                var window = simulation.now();
                var samples = new HashMap<String, List<Sample>>();
                while (simulation.now().isBefore(window.plus(FiveMinutes.LENGTH))) {
                    var start = simulation.now();
                    simulation.advance(TICK, reports);
                    truth.addAll(simulation.faultsOfTheDay());
                    add(city, reports, start, samples);
                }
                windows.take(window, samples);
            }
            dayDone.run();
        }
        return List.copyOf(truth);
    }

    private static void add(
            SimulatedCity city, StationReports reports, Instant start, Map<String, List<Sample>> samples) {
        for (int station = 0; station < reports.stations(); station++) {
            String id = city.stations().get(station).id();
            for (int lane = 0; lane < reports.lanes(station); lane++) {
                var measured = new Measurement(
                        reports.laneSpeedMph(station, lane),
                        reports.laneFlowVph(station, lane),
                        reports.laneOccupancyPercent(station, lane));
                if (!measured.isMissing()) {
                    samples.computeIfAbsent(laneId(id, lane), key -> new ArrayList<>())
                            .add(new Sample(start.toEpochMilli(), (int) TICK.toSeconds(), measured));
                }
            }
        }
    }

    static String laneId(String stationId, int lane) {
        return stationId + "/" + (lane + 1);
    }

    /** Each lane as a sensor of its own. */
    private static Network lanesOf(SimulatedCity city) {
        var lanes = new ArrayList<Sensor>();
        for (int i = 0; i < city.stations().size(); i++) {
            var station = city.network().sensors().get(i);
            for (int lane = 0; lane < city.stations().get(i).lanes(); lane++) {
                lanes.add(new Sensor(
                        laneId(station.id(), lane),
                        station.name(),
                        station.position(),
                        station.region(),
                        switch (station.placement()) {
                            case Placement.OnFreeway on ->
                                new Placement.OnFreeway(on.freeway(), on.direction(), on.postmileMiles(), 1);
                            case Placement.StationOnly only -> only;
                        },
                        OptionalDouble.empty()));
            }
        }
        return Network.of(city.network().zone(), lanes, List.of());
    }

    /** A lane's fault shows at the lane, an outage at all of them; what is wrong on the way shows at none. */
    private static List<String> lanesOf(SimulatedCity city, SensorFault fault) {
        if (fault.lane().isPresent()) {
            return List.of(laneId(fault.sensorId(), fault.lane().getAsInt() - 1));
        }
        if (fault.kind().concernsDelivery()) {
            return List.of();
        }
        int lanes = city.stations().stream()
                .filter(station -> station.id().equals(fault.sensorId()))
                .findFirst()
                .orElseThrow()
                .lanes();
        return IntStream.range(0, lanes)
                .mapToObj(lane -> laneId(fault.sensorId(), lane))
                .toList();
    }

    /** Scores of stations for each setting; their records go through validate and aggregate as on the road. */
    List<Scores> stations(List<Long> seeds, List<HealthConfig> configs, Stages stages) {
        var cities = seeds.parallelStream()
                .map(seed -> stations(seed, configs, stages))
                .toList();
        return sums(configs.size(), cities);
    }

    private static List<Scores> sums(int configs, List<List<Scores>> cities) {
        return IntStream.range(0, configs)
                .mapToObj(i -> cities.stream()
                        .map(scores -> scores.get(i))
                        .reduce(Scores::plus)
                        .orElseThrow())
                .toList();
    }

    private List<Scores> stations(long seed, List<HealthConfig> configs, Stages stages) {
        var city = SimulatedCity.of(RoadMap.losAngeles(), seed, options);
        var validate = stages.validate(city.network());
        var aggregates = configs.stream()
                .map(config -> stages.aggregate(city.network(), config))
                .toList();
        var told = configs.stream().map(config -> new Spell.Gatherer()).toList();
        var truth = new LinkedHashSet<SensorFault>();
        var control = SimulatorControl.inMemory(city);
        try (var feed = SimulatorFeed.opener(control, city.startOf(FIRST_DAY), Duration.ZERO)
                .open(Optional.empty())) {
            for (int day = 0; day <= days; day++) {
                var nextDay = city.startOf(FIRST_DAY.plusDays(day + 1L));
                while (control.now().isBefore(nextDay)) {
                    var batch = feed.next().orElseThrow();
                    truth.addAll(control.truth().faults());
                    var readings = new ArrayList<Message>();
                    batch.records()
                            .forEach(record -> validate.accept(
                                    new RawRecord(SimulatorFeed.NAME, record.payload()), readings::add));
                    validate.accept(new Mark(SimulatorFeed.NAME, 0, batch.completeUntil()), readings::add);
                    readings.removeIf(DeadLetter.class::isInstance);
                    for (int i = 0; i < aggregates.size(); i++) {
                        take(readings, aggregates.get(i), told.get(i));
                    }
                }
                dayDone.run();
            }
        }
        return told.stream()
                .map(spells ->
                        score(city, city.network(), List.copyOf(truth), spells, fault -> List.of(fault.sensorId())))
                .toList();
    }

    private static void take(List<Message> readings, AggregateStage aggregate, Spell.Gatherer told) {
        for (Message reading : readings) {
            aggregate.accept(reading, output -> {
                if (output instanceof SensorHealth health) {
                    told.take(health);
                }
            });
        }
    }
}
