package io.freeflow.serve;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.alert.AlertOutlook;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.AlertType;
import io.freeflow.core.alert.QuietHours;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.health.DayDiagnosis;
import io.freeflow.core.health.DayStatus;
import io.freeflow.core.health.Suspicion;
import io.freeflow.core.incident.IncidentPlace;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.schema.SchemaVersion;
import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** A small hand-built road and what happens on it, written to a store. */
final class Road {

    static final Instant EIGHT = Instant.parse("2026-03-02T16:00:00Z");
    static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    static final String FEED = "simulator";

    /** Ids are those of the log, so they need not begin at 1 or follow each other. */
    static final List<SchemaVersion> SCHEMAS = List.of(
            new SchemaVersion(4, "io.freeflow.schemas.Mark", 1, "{\"type\":\"string\"}"),
            new SchemaVersion(7, "io.freeflow.schemas.Event", 1, "{\"type\":\"int\"}"),
            new SchemaVersion(9, "io.freeflow.schemas.Event", 2, "{\"type\":\"long\"}"));

    static final List<AlertRule> RULES = List.of(new AlertRule(
            "queue",
            "Queue",
            new AlertCondition.Queue(0.5, 0.5),
            Severity.MEDIUM,
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Optional.of(new AlertRule.Escalation(2, Severity.HIGH)),
            Set.of("I-405-N"),
            Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(5, 30))),
            List.of("Look at the camera.")));

    final InMemoryTrafficStore store = new InMemoryTrafficStore();
    /** What clients did about alerts. */
    final List<AlertAct> acts = new CopyOnWriteArrayList<>();

    final Network network;

    private Road(Network network) {
        this.network = network;
    }

    /** Sensors A1, A2, ... along one freeway; the last one is a station of which only the position is known. */
    static Road of(int sensors) {
        var road = new Road(network(sensors));
        road.store.save(road.network);
        return road;
    }

    static Road withoutNetwork() {
        return new Road(network(1));
    }

    static Network network(int sensors) {
        return Network.of(
                LOS_ANGELES,
                IntStream.rangeClosed(1, sensors)
                        .mapToObj(number -> sensor(number, number == sensors))
                        .toList(),
                IntStream.range(1, sensors)
                        .mapToObj(number -> new Edge("A" + number, "A" + (number + 1), 0.9))
                        .toList());
    }

    private static Sensor sensor(int number, boolean isStation) {
        return new Sensor(
                "A" + number,
                "Exit " + number + " — “north”",
                new Position(34 + number / 1000.0, -118.4),
                "d07",
                isStation
                        ? new Placement.StationOnly()
                        : new Placement.OnFreeway("I-405", Direction.N, number * 0.5, 4),
                isStation ? OptionalDouble.empty() : OptionalDouble.of(67.5));
    }

    static SensorHealth health(String sensorId, Optional<Suspicion> suspicion) {
        return new SensorHealth(
                sensorId,
                "d07",
                suspicion,
                EIGHT,
                EIGHT.plusSeconds(300),
                suspicion.isPresent() ? "what the test saw" : "",
                Optional.of(new DayDiagnosis(LocalDate.EPOCH, DayStatus.CARD_OFF)));
    }

    /** A queue from A1 to A2. */
    static Alert alert(String id, Instant openedAt, AlertStatus status) {
        return new Alert(
                id,
                "d07",
                "queue",
                AlertType.CONGESTION,
                Severity.MEDIUM,
                status,
                new AlertPlace("I-405-N", "A1", 0.5, "A2", 1),
                new AlertFigures(12.345, 1.23, Double.NaN, Double.NaN),
                Optional.of(new AlertOutlook(30, 1.5, 0.625)),
                openedAt,
                openedAt,
                List.of(new AlertEntry(openedAt, AlertEntry.What.OPENED, AlertEntry.FREEFLOW, "")));
    }

    /** The state of the feed when its clock shows a time. */
    FeedState clockAt(Instant time) {
        return clockAt(time, FeedState.Activity.RUNNING);
    }

    FeedState clockAt(Instant time, FeedState.Activity activity) {
        return new FeedState(
                new FeedInfo(FEED, FeedInfo.Kind.SIMULATED, "Simulated Los Angeles, seed 7"),
                time.toString(),
                Optional.of(time),
                OptionalDouble.of(10),
                activity,
                Map.of("slots", 10L, "sent", 9L, "missing.dead", 1L));
    }

    /** A crash that blocks two lanes for an hour, half a mile along the road. */
    static Incident incident(String id, Instant start) {
        return new Incident(
                id,
                "d07",
                "ann",
                IncidentType.ACCIDENT,
                Severity.HIGH,
                new IncidentPlace.OnCorridor("I-405-N", 0.5, 0.5),
                Optional.of(new Position(34.001, -118.001)),
                start,
                Optional.of(start.plus(Duration.ofHours(1))),
                Optional.empty(),
                OptionalInt.of(2),
                "two lanes blocked",
                start);
    }

    Reading reading(String sensorId, Instant start, double speedMph) {
        return reading(sensorId, start, new Measurement(speedMph, 1234.56, 7.891));
    }

    Reading reading(String sensorId, Instant start, Measurement measurement) {
        var interval = Interval.startingAt(start, Duration.ofSeconds(30));
        return new Reading(FEED, sensorId, interval, measurement, interval.end(), List.of());
    }

    /** A closed window in which every sensor but those without a speed was observed. */
    WindowPart window(Instant start, int revision, double... speedsMph) {
        var interval = Interval.startingAt(start, FiveMinutes.LENGTH);
        var states = new ArrayList<TrafficState>();
        for (int i = 0; i < speedsMph.length; i++) {
            var id = network.sensors().get(i).id();
            states.add(
                    Double.isNaN(speedsMph[i])
                            ? TrafficState.missing(id)
                            : TrafficState.observed(id, new Measurement(speedsMph[i], 1800, 12.5), 10));
        }
        return new WindowPart("d07", interval, 0, 1, revision, interval.end(), states);
    }

    /** A forecast in which a sensor slows down by 1 mph a step, with an interval of 10 mph; the last sensor is missing. */
    Forecast forecast(Instant issuedAt, double speedMph) {
        var ids = network.sensors().stream().map(Sensor::id).toList();
        var grid = QuantileGrid.missing(ids.size());
        for (int sensor = 0; sensor < ids.size() - 1; sensor++) {
            for (int step = 0; step < Horizons.STEPS; step++) {
                for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
                    grid.set(sensor, step, quantile, speedMph - step + (quantile - 3) * 5 / 3.0);
                }
            }
        }
        return new Forecast("d07", issuedAt, issuedAt, issuedAt, "graph", "1.2", ids, grid);
    }

    void write(Message... messages) {
        store.write(List.of(messages), Map.of());
    }
}
