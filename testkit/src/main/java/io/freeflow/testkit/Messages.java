package io.freeflow.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.alert.AlertOutlook;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.AlertType;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.health.DayDiagnosis;
import io.freeflow.core.health.DayStatus;
import io.freeflow.core.health.Suspicion;
import io.freeflow.core.incident.IncidentPlace;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.network.Position;
import io.freeflow.core.reading.Correction;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.reading.Remark;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Imputation;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.road.SensorPlace;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import io.freeflow.core.window.Quality;
import io.freeflow.core.window.TrafficState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random messages of every kind that travels encoded. */
public final class Messages {

    private static final String LETTERS = "aZ0-_/ é車🚗\n\"";

    private final Random random;

    public Messages(long seed) {
        this.random = new Random(seed);
    }

    /** Equal in every field, arrays by what they hold, and missing is missing. */
    public static void assertSame(Message actual, Message expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(expected);
    }

    /** One of each kind, in the order of the newest schema ids. */
    public List<Message> oneOfEach() {
        return List.of(
                mark(),
                forecast(),
                sheet(),
                entry(),
                state(),
                alert(),
                act(),
                health(),
                part(),
                letter(),
                new LetterPassed(text(), text()),
                incident(),
                reading(),
                imputation(),
                new SensorPlace(text(), text(), place()));
    }

    private RawPlace place() {
        return new RawPlace(
                Double.toString(random.nextDouble(-90, 90)),
                Double.toString(random.nextDouble(-180, 180)),
                random.nextBoolean() ? text() : null,
                random.nextBoolean() ? text() : null,
                random.nextBoolean() ? text() : null,
                random.nextBoolean() ? text() : null,
                random.nextBoolean() ? text() : null);
    }

    private SensorHealth health() {
        return new SensorHealth(
                text(),
                text(),
                random.nextBoolean() ? Optional.of(any(Suspicion.values())) : Optional.empty(),
                instant(),
                instant(),
                text(),
                random.nextBoolean()
                        ? Optional.of(new DayDiagnosis(
                                LocalDate.ofEpochDay(random.nextInt(-100_000, 100_000)), any(DayStatus.values())))
                        : Optional.empty());
    }

    private Imputation imputation() {
        return new Imputation(
                text(),
                interval(),
                instant(),
                list(
                        3,
                        () -> new ImputedState(
                                text(),
                                random.nextDouble(90),
                                random.nextBoolean() ? random.nextDouble(9000) : Double.NaN,
                                any(ImputationMethod.values()),
                                list(3, this::text))));
    }

    private Mark mark() {
        return new Mark(text(), random.nextInt(), instant());
    }

    private Reading reading() {
        return new Reading(
                text(),
                text(),
                interval(),
                measurement(),
                instant(),
                list(3, () -> new Correction(text(), text(), text())),
                list(3, () -> any(Remark.values())));
    }

    private DeadLetter letter() {
        var payload = new byte[random.nextInt(300)];
        random.nextBytes(payload);
        return new DeadLetter(
                text(),
                text(),
                text(),
                random.nextBoolean() ? Optional.of(text()) : Optional.empty(),
                any(Reason.values()),
                text(),
                payload,
                random.nextBoolean());
    }

    private WindowPart part() {
        return new WindowPart(
                text(),
                interval(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                instant(),
                list(40, () -> new TrafficState(text(), measurement(), random.nextInt(), any(Quality.values()))));
    }

    private Forecast forecast() {
        List<String> sensorIds = list(20, this::text);
        var grid = QuantileGrid.missing(sensorIds.size());
        for (int sensor = 0; sensor < sensorIds.size(); sensor++) {
            for (int step = 0; step < Horizons.STEPS; step++) {
                for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
                    grid.set(sensor, step, quantile, missingOr(random.nextDouble(QuantileGrid.MAX_MPH)));
                }
            }
        }
        return new Forecast(text(), instant(), instant(), instant(), text(), text(), sensorIds, grid);
    }

    private ScoreSheet sheet() {
        return new ScoreSheet(
                text(),
                text(),
                LocalDate.ofEpochDay(random.nextInt(-100_000, 100_000)),
                list(
                        12,
                        () -> new ScoreSums(
                                random.nextLong(),
                                random.nextGaussian(),
                                random.nextGaussian(),
                                random.nextGaussian(),
                                random.nextLong(),
                                random.nextGaussian(),
                                random.nextLong(),
                                random.nextGaussian())));
    }

    private LedgerEntry entry() {
        return new LedgerEntry(text(), text(), counts());
    }

    private FeedState state() {
        return new FeedState(
                new FeedInfo(text(), any(FeedInfo.Kind.values()), text()),
                text(),
                random.nextBoolean() ? Optional.of(instant()) : Optional.empty(),
                random.nextBoolean() ? OptionalDouble.of(random.nextDouble()) : OptionalDouble.empty(),
                any(FeedState.Activity.values()),
                counts());
    }

    private Alert alert() {
        return new Alert(
                text(),
                text(),
                text(),
                any(AlertType.values()),
                any(Severity.values()),
                any(AlertStatus.values()),
                new AlertPlace(text(), text(), random.nextDouble(), text(), random.nextDouble()),
                new AlertFigures(
                        missingOr(random.nextDouble()),
                        missingOr(random.nextDouble()),
                        missingOr(random.nextDouble()),
                        missingOr(random.nextDouble())),
                random.nextBoolean()
                        ? Optional.of(new AlertOutlook(random.nextInt(), random.nextDouble(), random.nextDouble()))
                        : Optional.empty(),
                instant(),
                instant(),
                list(5, () -> new AlertEntry(instant(), any(AlertEntry.What.values()), text(), text())));
    }

    private AlertAct act() {
        return new AlertAct(text(), text(), any(AlertAct.Kind.values()), text(), text());
    }

    private Incident incident() {
        double postmile = random.nextDouble(100);
        return new Incident(
                "i" + text(),
                text(),
                text(),
                any(IncidentType.values()),
                any(Severity.values()),
                random.nextBoolean()
                        ? new IncidentPlace.OnCorridor(text(), postmile, postmile + random.nextDouble(5))
                        : new IncidentPlace.Unplaced(any(IncidentPlace.Why.values()), text()),
                random.nextBoolean()
                        ? Optional.of(new Position(random.nextDouble(-90, 90), random.nextDouble(-180, 180)))
                        : Optional.empty(),
                instant(),
                random.nextBoolean() ? Optional.of(instant()) : Optional.empty(),
                random.nextBoolean() ? Optional.of(instant()) : Optional.empty(),
                random.nextBoolean() ? OptionalInt.of(random.nextInt(20)) : OptionalInt.empty(),
                text(),
                instant());
    }

    private Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        for (int i = random.nextInt(6); i > 0; i--) {
            counts.put(text(), random.nextLong());
        }
        return counts;
    }

    private Measurement measurement() {
        return new Measurement(
                missingOr(random.nextDouble(120)),
                missingOr(random.nextDouble(15_000)),
                missingOr(random.nextDouble(100)));
    }

    private double missingOr(double value) {
        return random.nextInt(4) == 0 ? Double.NaN : value;
    }

    private Interval interval() {
        Instant start = instant();
        return new Interval(start, start.plusMillis(1 + random.nextInt(1_000_000)));
    }

    private Instant instant() {
        return Instant.ofEpochMilli(random.nextLong(-(1L << 42), 1L << 42));
    }

    private String text() {
        int[] letters = LETTERS.codePoints().toArray();
        return random.ints(random.nextInt(12), 0, letters.length)
                .map(i -> letters[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private <E> E any(E[] values) {
        return values[random.nextInt(values.length)];
    }

    private <E> List<E> list(int atMost, Supplier<E> element) {
        return Stream.generate(element).limit(random.nextInt(atMost + 1)).toList();
    }
}
