package io.freeflow.pipeline.aggregate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.window.TrafficState;
import io.freeflow.pipeline.health.HealthConfig;
import io.freeflow.testkit.EverySeed;
import io.freeflow.testkit.Networks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** However readings arrive, the newest revisions say what a batch over all readings says. */
class A07_StreamEqualsBatchTest {

    private static final Network NETWORK = Networks.draw("""
            north  I-5    N  A B C
            south  I-405  S  D E
            """);

    @EverySeed
    void theNewestRevisionsAreTheBatch(long seed) {
        var traffic = Traffic.draw(new Random(seed), Duration.ofHours(2));

        Map<String, TrafficState> stream = new TreeMap<>();
        Map<String, Integer> revisions = new TreeMap<>();
        for (WindowPart part : run(traffic, Drawing.CONFIG).parts()) {
            String window = part.interval().start() + " " + part.region() + " part " + part.part();
            assertThat(part.revision()).as(window).isEqualTo(revisions.merge(window, 0, (known, first) -> known + 1));
            part.states().forEach(state -> stream.put(part.interval().start() + " " + state.sensorId(), state));
        }

        Map<String, TrafficState> batch = batch(traffic);
        assertThat(stream.keySet()).isEqualTo(batch.keySet());
        batch.forEach((key, state) -> assertSame(key, stream.getOrDefault(key, TrafficState.missing(key)), state));
    }

    @EverySeed
    void everyRegionHasEveryWindowInEveryPart(long seed) {
        var random = new Random(seed);
        var grace = Duration.ofSeconds(random.nextInt(600));
        var traffic = Traffic.draw(random, Duration.ofHours(2));

        var windows = run(
                        traffic,
                        new AggregateConfig(
                                grace, Duration.ofHours(12), Duration.ofHours(24), Duration.ofDays(1), Duration.ZERO))
                .parts()
                .stream()
                .filter(part -> !part.region().equals(AggregateStage.UNPLACED))
                .filter(part -> part.revision() == 0)
                .filter(part -> !part.interval().start().isBefore(Traffic.BEGIN))
                .collect(groupingBy(
                        part -> part.part() + " " + part.region(),
                        groupingBy(part -> part.interval().start())));

        Set<Instant> expected = new TreeSet<>();
        for (Instant start = Traffic.BEGIN;
                !start.plus(FiveMinutes.LENGTH).plus(grace).isAfter(Traffic.BEGIN.plus(Duration.ofHours(4)));
                start = start.plus(FiveMinutes.LENGTH)) {
            expected.add(start);
        }
        assertThat(windows).hasSize(2 * traffic.parts());
        windows.forEach((name, starts) -> {
            assertThat(starts.keySet()).as(name).isEqualTo(expected);
            assertThat(starts.values()).as(name).allMatch(parts -> parts.size() == 1);
        });
    }

    @EverySeed
    void theBooksBalance(long seed) {
        var random = new Random(seed);
        var config = new AggregateConfig(
                Duration.ofSeconds(random.nextInt(600)),
                Duration.ofMinutes(random.nextInt(60)),
                Duration.ofMinutes(5 + random.nextInt(60)),
                Duration.ofDays(1),
                Duration.ZERO);
        var traffic = Traffic.draw(random, Duration.ofHours(2));

        var run = run(traffic, config);

        long readings = traffic.inputs().stream()
                .flatMap(List::stream)
                .filter(Reading.class::isInstance)
                .count();
        long taken = List.of("windowed", "late", "too-late", "duplicate", "revised").stream()
                .mapToLong(counter -> run.books().getOrDefault(counter, 0L))
                .sum();
        assertThat(taken).isEqualTo(readings);
        assertThat(run.books()).containsEntry("parts", (long) run.parts().size());
        assertThat(run.books())
                .containsEntry(
                        "marks",
                        traffic.inputs().stream()
                                .flatMap(List::stream)
                                .filter(Mark.class::isInstance)
                                .count());
    }

    private record Run(List<WindowPart> parts, Map<String, Long> books) {}

    private static Run run(Traffic traffic, AggregateConfig config) {
        var out = new ArrayList<WindowPart>();
        var books = new TreeMap<String, Long>();
        for (int part = 0; part < traffic.parts(); part++) {
            var stage = new AggregateStage(config, HealthConfig.OFF, NETWORK, part, traffic.parts(), traffic.lanes());
            traffic.inputs().get(part).forEach(input -> stage.accept(input, output -> out.add((WindowPart) output)));
            stage.books().counts().forEach((counter, count) -> books.merge(counter, count, Long::sum));
        }
        return new Run(out, books);
    }

    /** The states of all windows from all readings at once; the last word on a key counts. */
    private static Map<String, TrafficState> batch(Traffic traffic) {
        var lastWords = new LinkedHashMap<List<Object>, Reading>();
        for (List<Message> inputs : traffic.inputs()) {
            for (Message input : inputs) {
                if (input instanceof Reading reading) {
                    lastWords.put(
                            List.of(
                                    reading.feed(),
                                    reading.sensorId(),
                                    reading.interval().start()),
                            reading);
                }
            }
        }
        return lastWords.values().stream()
                .collect(groupingBy(
                        reading -> FiveMinutes.floor(reading.interval().start()) + " " + reading.sensorId()))
                .entrySet()
                .stream()
                .collect(toMap(Map.Entry::getKey, entry -> state(entry.getValue())));
    }

    private static TrafficState state(List<Reading> readings) {
        ToDoubleFunction<Reading> seconds =
                reading -> reading.interval().length().toSeconds();
        ToDoubleFunction<Reading> flow = reading -> reading.measurement().flowVph();
        ToDoubleFunction<Reading> speed = reading -> reading.measurement().speedMph();
        double byVehicles =
                mean(readings, speed, reading -> flow.applyAsDouble(reading) * seconds.applyAsDouble(reading));
        boolean everyFlow = readings.stream()
                .filter(reading -> reading.measurement().hasSpeed())
                .allMatch(reading -> reading.measurement().hasFlow());
        boolean weighable = everyFlow && readings.size() > 1 && !Double.isNaN(byVehicles);
        return TrafficState.observed(
                readings.getFirst().sensorId(),
                new Measurement(
                        weighable ? byVehicles : mean(readings, speed, seconds),
                        mean(readings, flow, seconds),
                        mean(readings, reading -> reading.measurement().occupancyPercent(), seconds)),
                readings.size());
    }

    private static double mean(
            List<Reading> readings, ToDoubleFunction<Reading> value, ToDoubleFunction<Reading> weight) {
        var present = readings.stream()
                .filter(reading -> !Double.isNaN(value.applyAsDouble(reading)))
                .toList();
        return present.stream()
                        .mapToDouble(reading -> value.applyAsDouble(reading) * weight.applyAsDouble(reading))
                        .sum()
                / present.stream().mapToDouble(weight).sum();
    }

    private static void assertSame(String key, TrafficState actual, TrafficState expected) {
        assertThat(actual.readings()).as(key).isEqualTo(expected.readings());
        assertThat(actual.quality()).as(key).isEqualTo(expected.quality());
        var one = actual.measurement();
        var other = expected.measurement();
        assertThat(one.speedMph()).as(key).isCloseTo(other.speedMph(), within(1e-9));
        assertThat(one.flowVph()).as(key).isCloseTo(other.flowVph(), within(1e-9));
        assertThat(one.occupancyPercent()).as(key).isCloseTo(other.occupancyPercent(), within(1e-9));
    }
}
