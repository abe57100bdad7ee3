package io.freeflow.app.bench;

import io.freeflow.app.config.Sections;
import io.freeflow.app.config.Settings;
import io.freeflow.app.config.Sources;
import io.freeflow.app.demo.ShippedProfiles;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorControl;
import io.freeflow.feeds.simulate.SimulatorFeed;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.road.RoadMap;
import io.freeflow.forecast.ForecastConfig;
import io.freeflow.forecast.ForecastStage;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.alert.AlertStage;
import io.freeflow.pipeline.health.HealthConfig;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Lets sets of rules watch simulated cities through the real stages, and scores their alerts. */
final class AlertTrial {

    private static final LocalTime DAY_BEGINS = LocalTime.of(3, 0);

    private final DetectionTrial.Span span;
    private final Runnable dayDone;

    /**
     * A trial.
     *
     * @param dayDone is told of each weekday, from several threads
     */
    AlertTrial(DetectionTrial.Span span, Runnable dayDone) {
        this.span = span;
        this.dayDone = dayDone;
    }

    /** A score for each set of rules, over all cities. */
    List<AlertScore> run(List<Long> seeds, List<List<AlertRule>> ruleSets) {
        var cities = seeds.parallelStream()
                .map(seed -> runCity(SimulatedCity.of(RoadMap.losAngeles(), seed, SimulatorOptions.DEFAULT), ruleSets))
                .toList();
        return IntStream.range(0, ruleSets.size())
                .mapToObj(i -> cities.stream().map(scores -> scores.get(i)).reduce(new AlertScore(), AlertScore::plus))
                .toList();
    }

    private List<AlertScore> runCity(SimulatedCity city, List<List<AlertRule>> ruleSets) {
        var days = span.weekdays().stream()
                .map(date -> new Interval(start(city, date), start(city, date.plusDays(1))))
                .toList();
        var end = days.getLast().end();
        var watched = new Watched(city, ruleSets);
        var faults = watched.drive(days.getFirst().start(), end);
        var scores = ruleSets.stream().map(rules -> new AlertScore()).toList();
        for (Interval day : days) {
            if (days.indexOf(day) >= span.learningDays()) {
                var truth = truth(city, day.start(), faults.getOrDefault(day.start(), List.of()));
                for (int i = 0; i < scores.size(); i++) {
                    scores.get(i).add(truth, ruleSets.get(i), watched.lives(i), day, end);
                }
            }
            dayDone.run();
        }
        return scores;
    }

    private static Instant start(SimulatedCity city, LocalDate date) {
        return date.atTime(DAY_BEGINS).atZone(city.network().zone()).toInstant();
    }

    /** What is really there: the same day with whole detectors, and once more without incidents and special events. */
    private static AlertTruth truth(SimulatedCity city, Instant start, List<SensorFault> faults) {
        var whole = city.options().withoutFaults();
        var day = TwinDay.of(
                SimulatedCity.of(city.roadMap(), city.seed(), whole),
                SimulatedCity.of(city.roadMap(), city.seed(), whole.withoutIncidents()),
                start);
        return new AlertTruth(city.network(), new AlertTruth.Field(day::mph, day::twinMph), day.happenings(), faults);
    }

    /** A city and those who watch it. */
    private static final class Watched {
        private final SimulatedCity city;
        private final ValidateStage validate;
        private final AggregateStage aggregate;
        private final ForecastStage forecast;
        private final List<AlertStage> watchers;
        private final List<Map<String, List<Alert>>> alerts = new ArrayList<>();

        Watched(SimulatedCity city, List<List<AlertRule>> ruleSets) {
            this.city = city;
            var network = city.network();
            var settings = Settings.load(Sections.list(), new Sources(Optional.empty(), Map.of(), List.of()));
            validate = new ValidateStage(settings.get(ValidateConfig.class), new JsonDecoder(), network, 0);
            aggregate = new AggregateStage(
                    settings.get(AggregateConfig.class), settings.get(HealthConfig.class), network, 0, 1, 1);
            forecast = new ForecastStage(network, settings.get(ForecastConfig.class), ShippedProfiles.of(network), "0");
            watchers = ruleSets.stream()
                    .map(rules -> new AlertStage(network, rules, "0"))
                    .toList();
            watchers.forEach(watcher -> alerts.add(new LinkedHashMap<>()));
        }

        /** Lets time go by and tells what went wrong with detectors, by the beginning of the day. */
        Map<Instant, List<SensorFault>> drive(Instant begin, Instant end) {
            var faults = new TreeMap<Instant, List<SensorFault>>();
            var control = SimulatorControl.inMemory(city);
            var day = begin;
            try (var feed = SimulatorFeed.opener(control, begin, Duration.ZERO).open(Optional.empty())) {
                while (control.now().isBefore(end)) {
                    var batch = feed.next().orElseThrow();
                    faults.computeIfAbsent(day, key -> control.truth().faults());
                    batch.records().forEach(record -> take(new RawRecord(SimulatorFeed.NAME, record.payload())));
                    take(new Mark(SimulatorFeed.NAME, 0, batch.completeUntil()));
                    if (!control.now().isBefore(day.plus(Duration.ofDays(1)))) {
                        day = day.plus(Duration.ofDays(1));
                    }
                }
            }
            return faults;
        }

        private void take(Message message) {
            validate.accept(message, valid -> {
                if (!(valid instanceof DeadLetter)) {
                    aggregate.accept(valid, output -> {
                        if (output instanceof WindowPart part) {
                            take(part);
                        }
                    });
                }
            });
        }

        private void take(WindowPart part) {
            watch(part);
            if (!part.isSlot()) {
                forecast.accept(part, output -> {
                    if (output instanceof Forecast made) {
                        watch(made);
                    }
                });
            }
        }

        private void watch(Message message) {
            for (int i = 0; i < watchers.size(); i++) {
                var known = alerts.get(i);
                watchers.get(i).accept(message, output -> {
                    if (output instanceof Alert alert) {
                        known.computeIfAbsent(alert.id(), key -> new ArrayList<>())
                                .add(alert);
                    }
                });
            }
        }

        List<AlertLife> lives(int ruleSet) {
            return alerts.get(ruleSet).values().stream().map(AlertLife::new).toList();
        }
    }
}
