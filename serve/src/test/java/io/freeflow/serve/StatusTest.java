package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Reading;
import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is heard, and who is silent since when, by the marks that are stored. */
class StatusTest {

    private static final Instant HALF_PAST = Road.EIGHT.plusSeconds(1800);

    private final Road road = Road.of(1);
    private final Running server = Running.on(road);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSourceThatSaidNothingForTenMinutesOfTheStoredMarksIsSilentSinceItsLastReading() {
        road.write(reading("http", HALF_PAST.minusSeconds(630)), reading("mqtt", HALF_PAST.minusSeconds(631)));
        road.write(road.clockAt(HALF_PAST));
        assertThat(sources())
                .as("a feed that is ahead of what is stored makes nobody silent")
                .doesNotContain("\"silent_since\":\"");

        road.write(new Mark("probes", 0, HALF_PAST));

        assertThat(sources())
                .isEqualTo("[{\"feed\":\"http\",\"heard_until\":\"2026-03-02T16:20:00Z\",\"complete_until\":null,"
                        + "\"silent_since\":null},"
                        + "{\"feed\":\"mqtt\",\"heard_until\":\"2026-03-02T16:19:59Z\",\"complete_until\":null,"
                        + "\"silent_since\":\"2026-03-02T16:19:59Z\"},"
                        + "{\"feed\":\"probes\",\"heard_until\":null,\"complete_until\":\"2026-03-02T16:30:00Z\","
                        + "\"silent_since\":null}]");

        road.write(reading("mqtt", HALF_PAST.minusSeconds(30)));
        assertThat(server.json("/api/v1/status").at("/sources/1/silent_since").isNull())
                .isTrue();
    }

    private String sources() {
        return server.json("/api/v1/status").path("sources").toString();
    }

    /** Of half a minute. */
    private static Reading reading(String feed, Instant start) {
        var interval = Interval.startingAt(start, Duration.ofSeconds(30));
        return new Reading(feed, "A1", interval, Measurement.ofSpeed(60), interval.end(), List.of());
    }
}
