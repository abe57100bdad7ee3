package io.freeflow.pipeline.health;

import io.freeflow.core.health.DayDiagnosis;
import io.freeflow.core.health.DayStatus;
import io.freeflow.core.health.Suspicion;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.time.FiveMinutes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** One sensor under test: what its tests remember, how its readings came, and what stands against it. */
final class DetectorWatch {

    /** So many readings of a window that came wrongly are no chance. */
    private static final int FEWEST_WRONGLY = 2;
    /** Vehicles that seem wrong for so long may have been wrong before. */
    private static final long NEW_LENGTH_MILLIS = Duration.ofHours(24).toMillis();
    /** Where the network does not know it. */
    private static final double USUAL_FREE_FLOW_MPH = 65;

    private final HealthConfig config;
    private final Sensor sensor;
    private final DetectorTests tests;
    private final Standing standing = new Standing();
    private final Optional<GFactor> singleLoop;
    private Instant estimatedWindow = Instant.EPOCH;
    private double estimatedMph = Double.NaN;
    private DayTests day = new DayTests();
    private Optional<DayDiagnosis> lastDay = Optional.empty();
    private int late;
    private int disordered;
    private int repeated;

    DetectorWatch(HealthConfig config, Sensor sensor) {
        this.config = config;
        this.sensor = sensor;
        this.tests = new DetectorTests(config, lanes(sensor));
        this.singleLoop = lanes(sensor) == 0
                ? Optional.empty()
                : Optional.of(new GFactor(lanes(sensor), sensor.freeFlowMph().orElse(USUAL_FREE_FLOW_MPH)));
    }

    private static int lanes(Sensor sensor) {
        return switch (sensor.placement()) {
            case Placement.OnFreeway on -> on.lanes();
            case Placement.StationOnly _ -> 0;
        };
    }

    void arrivedLate() {
        late++;
    }

    void arrivedOutOfOrder() {
        disordered++;
    }

    void arrivedAgain() {
        repeated++;
    }

    /**
     * Looks at a window.
     *
     * @return what is to be told, if that changed
     */
    Optional<SensorHealth> look(Instant window, Instant end, List<Sample> samples, boolean byDay, Instant knownAt) {
        if (standing.suspicion().filter(Suspicion.VEHICLE_LENGTH::equals).isPresent()
                && window.toEpochMilli() - standing.since() >= NEW_LENGTH_MILLIS) {
            tests.learnLengthAnew();
        }
        var learning = standing.suspicion().isPresent() ? VehicleLength.Learning.NO : VehicleLength.Learning.YES;
        var failed = EnumSet.noneOf(Suspicion.class);
        failed.addAll(tests.look(window.toEpochMilli(), samples, learning));
        wrongly(failed, late, Suspicion.LATE);
        wrongly(failed, disordered, Suspicion.OUT_OF_ORDER);
        wrongly(failed, repeated, Suspicion.DUPLICATED);
        late = 0;
        disordered = 0;
        repeated = 0;
        if (byDay) {
            samples.forEach(day::take);
        }
        boolean changed = standing.take(failed, tests, window.toEpochMilli(), end.toEpochMilli(), config);
        return changed ? Optional.of(tell(knownAt)) : Optional.empty();
    }

    private static void wrongly(EnumSet<Suspicion> failed, int readings, Suspicion suspicion) {
        if (readings >= FEWEST_WRONGLY) {
            failed.add(suspicion);
        }
    }

    /**
     * Ends the day.
     *
     * @param coveredSeconds how much of it the feed covered
     * @return what is to be told: of a day that was not good, and of the first good one after it
     */
    Optional<SensorHealth> endDay(LocalDate date, long coveredSeconds, Instant knownAt) {
        var status = day.status(coveredSeconds);
        boolean wasBad = lastDay.filter(last -> last.status() != DayStatus.GOOD).isPresent();
        lastDay = Optional.of(new DayDiagnosis(date, status));
        day = new DayTests();
        return status != DayStatus.GOOD || wasBad ? Optional.of(tell(knownAt)) : Optional.empty();
    }

    void dropDay() {
        day = new DayTests();
    }

    private SensorHealth tell(Instant knownAt) {
        var suspicion = standing.suspicion();
        return new SensorHealth(
                sensor.id(),
                sensor.region(),
                suspicion,
                Instant.ofEpochMilli(standing.since()),
                knownAt,
                suspicion.map(tests::evidence).orElse(""),
                lastDay);
    }

    /**
     * Learns from what the sensor's loops said in a window without a speed, and keeps the speed that follows from it.
     */
    void estimate(Instant window, Measurement measurement) {
        singleLoop.ifPresent(loop -> {
            estimatedWindow = window;
            estimatedMph = loop.take(measurement, (int) FiveMinutes.LENGTH.toSeconds());
        });
    }

    /** The speed of a window that has flow and occupancy alone; {@code NaN} where nothing passed or lanes are unknown. */
    double estimated(Instant window, Measurement measurement) {
        return window.equals(estimatedWindow)
                ? estimatedMph
                : singleLoop.map(loop -> loop.speed(measurement)).orElse(Double.NaN);
    }

    boolean spoils(Instant window) {
        return standing.spoils(window.toEpochMilli());
    }

    void pause() {
        tests.pause();
    }

    void write(DataOutputStream out) throws IOException {
        tests.write(out);
        standing.write(out);
        day.write(out);
        out.writeUTF(
                lastDay.map(last -> last.date() + " " + last.status().name()).orElse(""));
        out.writeInt(late);
        out.writeInt(disordered);
        out.writeInt(repeated);
        if (singleLoop.isPresent()) {
            singleLoop.get().write(out);
        }
        out.writeLong(estimatedWindow.getEpochSecond());
        out.writeDouble(estimatedMph);
    }

    void read(DataInputStream in) throws IOException {
        tests.read(in);
        standing.read(in);
        day.read(in);
        String[] last = in.readUTF().split(" ", -1);
        lastDay = last.length == 2
                ? Optional.of(new DayDiagnosis(LocalDate.parse(last[0]), DayStatus.valueOf(last[1])))
                : Optional.empty();
        late = in.readInt();
        disordered = in.readInt();
        repeated = in.readInt();
        if (singleLoop.isPresent()) {
            singleLoop.get().read(in);
        }
        estimatedWindow = Instant.ofEpochSecond(in.readLong());
        estimatedMph = in.readDouble();
    }
}
