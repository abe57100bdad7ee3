package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.road.Imputation;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImputedTest {

    private static final String IMPUTED = "/api/v1/sensors/imputed";

    private final Road road = Road.of(3);
    private final Running server = Running.on(road);

    @AfterEach
    void stop() {
        server.close();
    }

    private static ImputedState state(String sensorId, double mph) {
        return new ImputedState(sensorId, mph, 3210.04, ImputationMethod.NEIGHBOURS, List.of("A2", "A9"));
    }

    private void write(ImputedState... states) {
        road.write(new Imputation(
                "d07", FiveMinutes.windowOf(Road.EIGHT), Road.EIGHT.plus(FiveMinutes.LENGTH), List.of(states)));
    }

    @Test
    void anImputedValueSaysHowItCameAbout() {
        road.write(road.window(Road.EIGHT, 0, Double.NaN, 60, Double.NaN));
        write(state("A1", 51.236), state("A3", 40));

        var page = server.json(IMPUTED + "?limit=1");

        assertThat(page.path("imputed").toString())
                .isEqualTo("[{\"sensor_id\":\"A1\",\"window_start\":\"2026-03-02T16:00:00Z\","
                        + "\"window_end\":\"2026-03-02T16:05:00Z\",\"speed_mph\":51.24,\"flow_vph\":3210,"
                        + "\"method\":\"neighbours\",\"sources\":[\"A2\",\"A9\"]}]");
        assertThat(page.path("next_after").stringValue()).isEqualTo("A1");
        assertThat(server.json(IMPUTED + "?after=A1").at("/imputed/0/sensor_id").stringValue())
                .isEqualTo("A3");
    }

    @Test
    void aSeriesHasItBesideItsWindowsAndNotInThem() {
        road.write(road.clockAt(Road.EIGHT.plus(FiveMinutes.LENGTH)));
        road.write(road.window(Road.EIGHT, 0, Double.NaN, 60, Double.NaN));
        write(state("A1", 51.236));

        var series = server.json("/api/v1/sensors/A1/series");

        assertThat(series.at("/windows/0/speed_mph").isNull()).isTrue();
        assertThat(series.at("/windows/0/quality").stringValue()).isEqualTo("missing");
        assertThat(series.at("/imputed/0/speed_mph").doubleValue()).isEqualTo(51.24);
        assertThat(server.json("/api/v1/sensors/A2/series").path("imputed")).isEmpty();
    }

    @Test
    void whatWasMeasuredAfterAllNeedsNoImputedValue() {
        road.write(road.clockAt(Road.EIGHT.plus(FiveMinutes.LENGTH)));
        road.write(road.window(Road.EIGHT, 0, Double.NaN, 60, 60));
        write(state("A1", 51.236));
        road.write(road.window(Road.EIGHT, 1, 58, 60, 60));

        assertThat(server.json(IMPUTED).path("imputed")).isEmpty();
        assertThat(server.json("/api/v1/sensors/A1/series").path("imputed")).isEmpty();
    }
}
