package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.Forecast;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Sensors A1, A2, ... stand half a mile apart in the order of travel; the last one of a road is on no freeway. */
class SpaceTimeTest {

    private static final String PATH = "/api/v1/corridors/I-405-N/space-time";

    @Test
    void corridorsListTheirStationsInTheOrderOfTravel() {
        try (var server = Running.on(Road.of(3))) {
            assertThat(server.json("/api/v1/corridors").path("corridors").toString())
                    .isEqualTo("[{\"id\":\"I-405-N\",\"freeway\":\"I-405\",\"direction\":\"N\",\"stations\":["
                            + "{\"sensor_id\":\"A1\",\"name\":\"Exit 1 — “north”\",\"postmile_mi\":0.5,\"lanes\":4},"
                            + "{\"sensor_id\":\"A2\",\"name\":\"Exit 2 — “north”\",\"postmile_mi\":1,\"lanes\":4}]}]");
        }
    }

    @Test
    void aFeedThatGivesOnlyPositionsHasNoCorridor() {
        var road = Road.of(1);
        try (var server = Running.on(road);
                var empty = Running.on(Road.withoutNetwork())) {
            assertThat(server.json("/api/v1/corridors").path("corridors")).isEmpty();
            assertThat(empty.json("/api/v1/corridors").path("corridors")).isEmpty();
        }
    }

    @Test
    void windowsStandOnAGaplessGridThatEndsNow() {
        var road = Road.of(4);
        road.write(
                road.window(Road.EIGHT.minusSeconds(3600), 0, 1, 1, 1, 1),
                road.window(Road.EIGHT.minusSeconds(3300), 0, 61, 62, 63, 64),
                road.window(Road.EIGHT.minusSeconds(300), 0, 51.239, 52, 53, 54),
                road.window(Road.EIGHT, 0, 41, Double.NaN, 0, 44));

        try (var server = Running.on(road)) {
            var windows = server.json(PATH + "?hours=1").path("windows");

            assertThat(windows.path("start").stringValue()).isEqualTo("2026-03-02T15:05:00Z");
            assertThat(windows.path("end").stringValue()).isEqualTo("2026-03-02T16:05:00Z");
            assertThat(windows.path("speed_mph").toString())
                    .isEqualTo("[[61,null,null,null,null,null,null,null,null,null,51.24,41],"
                            + "[62,null,null,null,null,null,null,null,null,null,52,null],"
                            + "[63,null,null,null,null,null,null,null,null,null,53,0]]");
            assertThat(windows.path("imputed").toString()).isEqualTo("[[],[],[]]");
            assertThat(server.json(PATH).path("windows").path("speed_mph").get(0))
                    .hasSize(36);
        }
    }

    @Test
    void theForecastSaysHowProbableAQueueIs() {
        var road = Road.of(3);
        road.write(road.window(Road.EIGHT.minusSeconds(300), 0, 60, 60, 60), road.forecast(Road.EIGHT, 35));

        try (var server = Running.on(road)) {
            var forecast = server.json(PATH).path("forecast");

            assertThat(forecast.path("issued_at").stringValue()).isEqualTo("2026-03-02T16:00:00Z");
            assertThat(forecast.path("model").stringValue()).isEqualTo("graph");
            assertThat(forecast.path("horizons_min")).hasSize(12);
            assertThat(forecast.path("speed_mph_p05").get(0).get(5).doubleValue())
                    .isEqualTo(25);
            assertThat(forecast.path("speed_mph_p95").get(0).get(5).doubleValue())
                    .isEqualTo(35);
            assertThat(forecast.path("probability_below_30_mph").get(0).toString())
                    .isEqualTo("[0.05,0.08,0.13,0.22,0.35,0.5,0.65,0.78,0.87,0.92,0.95,0.98]");
        }
    }

    @Test
    void beforeAnythingIsKnownItSaysSo() {
        try (var server = Running.on(Road.of(3))) {
            var answer = server.json(PATH);

            assertThat(answer.path("windows").isNull()).isTrue();
            assertThat(answer.path("forecast").isNull()).isTrue();
            assertThat(answer.path("queues")).isEmpty();
        }
    }

    @Test
    void aQueueSaysHowFarItWillReach() {
        var road = Road.of(7);
        road.write(
                road.window(Road.EIGHT.minusSeconds(300), 0, 60, 55, 25, 20, 15, 50, 60),
                forecast(road, 60, 40, 29, 20, 20, 50));

        try (var server = Running.on(road)) {
            var queues = server.json(PATH).path("queues");

            assertThat(queues).hasSize(1);
            var queue = queues.get(0);
            assertThat(queue.path("tail").toString())
                    .isEqualTo("{\"sensor_id\":\"A3\",\"name\":\"Exit 3 — “north”\",\"postmile_mi\":1.5}");
            assertThat(queue.path("head").path("sensor_id").stringValue()).isEqualTo("A5");
            assertThat(queue.path("length_mi").doubleValue()).isEqualTo(1);
            assertThat(queue.path("expected").toString())
                    .startsWith("[{\"horizon_minutes\":15,\"outcome\":\"queue\",\"tail\":{\"sensor_id\":\"A3\"")
                    .contains("\"probability\":0.65,\"probability_upstream\":0}")
                    .endsWith("{\"horizon_minutes\":60,\"outcome\":\"dissolved\",\"tail\":null,"
                            + "\"probability\":0,\"probability_upstream\":null}]");
        }
    }

    @Test
    void aQueueWithoutAForecastIsStillAQueue() {
        var road = Road.of(4);
        road.write(road.window(Road.EIGHT, 0, 20, 10, 60, 60));

        try (var server = Running.on(road)) {
            assertThat(server.json(PATH).path("queues").get(0).path("expected")).isEmpty();
        }
    }

    @Test
    void aRegionThatHasNotClosedItsWindowIsMissingInIt() {
        var road = Road.of(4);
        road.store.save(Network.of(
                Road.LOS_ANGELES,
                road.network.sensors().stream()
                        .map(sensor -> sensor.id().equals("A2") ? in("d12", sensor) : sensor)
                        .toList(),
                List.of()));
        road.write(road.window(Road.EIGHT, 0, 61, Double.NaN, 63, 64));

        try (var server = Running.on(road)) {
            assertThat(server.json(PATH + "?hours=1")
                            .path("windows")
                            .path("speed_mph")
                            .get(1)
                            .get(11)
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void anUnknownCorridorIsNotFoundAndSaysWhereToLook() {
        try (var server = Running.on(Road.of(3))) {
            var problem = Running.json(server.get("/api/v1/corridors/I-5-N/space-time"));

            assertThat(problem.path("status").intValue()).isEqualTo(404);
            assertThat(problem.path("detail").stringValue())
                    .isEqualTo("no corridor 'I-5-N' in the network; /api/v1/corridors lists them");
        }
    }

    private static Sensor in(String region, Sensor sensor) {
        return new Sensor(
                sensor.id(),
                sensor.name(),
                sensor.position(),
                region,
                new Placement.OnFreeway("I-405", io.freeflow.core.network.Direction.N, 1, 4),
                OptionalDouble.empty());
    }

    /** Medians of each station until half an hour ahead, 60 mph after that; the interval is 10 mph wide. */
    private static Forecast forecast(Road road, double... medians) {
        var ids = road.network.sensors().stream().map(Sensor::id).toList();
        var grid = QuantileGrid.missing(ids.size());
        for (int sensor = 0; sensor < medians.length; sensor++) {
            for (int step = 0; step < Horizons.STEPS; step++) {
                for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
                    double median = step < Horizons.stepOf(35) ? medians[sensor] : 60;
                    grid.set(sensor, step, quantile, median + (quantile - 3) * 5 / 3.0);
                }
            }
        }
        return new Forecast("d07", Road.EIGHT, Road.EIGHT, Road.EIGHT, "graph", "1.2", ids, grid);
    }
}
