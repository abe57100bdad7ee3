package io.freeflow.app.bench;

import io.freeflow.core.reading.Measurement;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.road.RoadMap;
import io.freeflow.pipeline.detect.Detection;
import io.freeflow.pipeline.detect.DetectionSettings;
import io.freeflow.pipeline.detect.RegionDetector;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lets methods look at the weekdays of simulated cities, and counts what they find. */
final class DetectionTrial {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 14);
    /** Who learns what is usual before the days that count; not the defaults, which a trial may change. */
    private static final List<DetectionSettings> TEACHERS =
            List.of(new DetectionSettings.Shortfall(0.85, 6), new DetectionSettings.Slowing(2, 20, 15));

    private final SimulatorOptions options;
    private final Span span;
    private final Runnable dayDone;

    /**
     * What is looked at in each city.
     *
     * @param learningDays weekdays before, which do not count
     * @param days weekdays that count
     * @param hours of each, from 03:00
     */
    record Span(int learningDays, int days, int hours) {

        List<LocalDate> weekdays() {
            return Stream.iterate(FIRST_DAY, date -> date.plusDays(1))
                    .filter(date ->
                            date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY)
                    .limit(learningDays + days)
                    .toList();
        }
    }

    /**
     * Methods on cities.
     *
     * @param dayDone is told of each day, from several threads
     */
    DetectionTrial(SimulatorOptions options, Span span, Runnable dayDone) {
        this.options = options;
        this.span = span;
        this.dayDone = dayDone;
    }

    /** A score for each setting, over all cities. */
    List<Score> run(List<Long> seeds, List<? extends DetectionSettings> settings) {
        var cities = seeds.parallelStream().map(seed -> runCity(seed, settings)).toList();
        return IntStream.range(0, settings.size())
                .mapToObj(i -> cities.stream().map(scores -> scores.get(i)).reduce(new Score(), Score::plus))
                .toList();
    }

    private List<Score> runCity(long seed, List<? extends DetectionSettings> settings) {
        var city = SimulatedCity.of(RoadMap.losAngeles(), seed, options);
        var twin = SimulatedCity.of(RoadMap.losAngeles(), seed, options.withoutIncidents());
        var truth = new RoadTruth(city.network());
        var watchers = settings.stream().map(one -> new Watcher(city, one)).toList();
        var teachers = TEACHERS.stream()
                .filter(one -> settings.stream().anyMatch(other -> other.method() == one.method()))
                .map(one -> new Watcher(city, one))
                .toList();
        int day = 0;
        for (LocalDate date : span.weekdays()) {
            var start = date.atTime(3, 0).atZone(city.network().zone()).toInstant();
            if (day < span.learningDays()) {
                TwinDay.play(
                        city,
                        start,
                        span.hours(),
                        (until, readings) -> teachers.forEach(one -> one.take(until, readings)));
            } else {
                if (day == span.learningDays()) {
                    teachers.forEach(teacher -> teacher.teach(watchers));
                }
                var happenings = TwinDay.play(
                        city,
                        twin,
                        start,
                        span.hours(),
                        (until, readings) -> watchers.forEach(one -> one.take(until, readings)));
                watchers.forEach(watcher -> watcher.count(truth, happenings));
            }
            day++;
            dayDone.run();
        }
        return watchers.stream().map(watcher -> watcher.score).toList();
    }

    private static final class Watcher {
        private final DetectionSettings settings;
        private final List<RegionDetector> detectors;
        private final List<Detection> confirmed = new ArrayList<>();
        private final Score score = new Score();

        Watcher(SimulatedCity city, DetectionSettings settings) {
            this.settings = settings;
            detectors = city.network().regions().stream()
                    .map(region -> new RegionDetector(city.network(), region, settings))
                    .toList();
        }

        /** What is usual does not depend on thresholds, so one of each method learns it for all. */
        void teach(List<Watcher> others) {
            for (int i = 0; i < detectors.size(); i++) {
                var state = new HashMap<String, byte[]>();
                detectors.get(i).save(state::put);
                for (Watcher other : others) {
                    if (settings.method() == other.settings.method()) {
                        state.forEach(other.detectors.get(i)::restore);
                    }
                }
            }
        }

        void take(Instant until, Map<String, Measurement> readings) {
            for (RegionDetector detector : detectors) {
                detector.accept(until, readings).stream()
                        .filter(detection -> detection.cleared().isEmpty())
                        .forEach(confirmed::add);
            }
        }

        void count(RoadTruth truth, List<Happening> happenings) {
            score.add(truth, happenings, confirmed);
            confirmed.clear();
        }
    }
}
