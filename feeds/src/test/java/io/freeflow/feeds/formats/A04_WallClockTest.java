package io.freeflow.feeds.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class A04_WallClockTest {

    private final WallClock clock = new WallClock(ZoneId.of("America/Los_Angeles"));

    @Test
    void theSpringNightLeavesOutAnHour() {
        assertThat(clock.shows(LocalDateTime.parse("2012-03-11T01:55"))).isTrue();
        assertThat(clock.shows(LocalDateTime.parse("2012-03-11T02:00"))).isFalse();
        assertThat(clock.shows(LocalDateTime.parse("2012-03-11T02:55"))).isFalse();
        assertThat(clock.shows(LocalDateTime.parse("2012-03-11T03:00"))).isTrue();
    }

    @Test
    void aTimeThatNeverWasIsTheInstantOfTheJump() {
        assertThat(clock.instantOf(LocalDateTime.parse("2012-03-11T02:30")))
                .isEqualTo(clock.instantOf(LocalDateTime.parse("2012-03-11T03:00")))
                .isEqualTo(Instant.parse("2012-03-11T10:00:00Z"));
    }

    @Test
    void aTimeThatWasTwiceIsTheFirst() {
        assertThat(clock.instantOf(LocalDateTime.parse("2012-11-04T01:30"))).isEqualTo("2012-11-04T08:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "1330588800000, 2012-03-01T08:00:00Z",
        "2012-03-01 00:00:00, 2012-03-01T08:00:00Z",
        "2012-03-01T00:00, 2012-03-01T08:00:00Z",
        "2012-03-01T00:00:00.123456, 2012-03-01T08:00:00.123456Z",
        "2012-03-01T00:00:00Z, 2012-03-01T00:00:00Z",
        "2012-03-01T00:00:00+01:00, 2012-02-29T23:00:00Z"
    })
    void timestampsAreUnderstood(String text, Instant instant) {
        assertThat(clock.find(text).orElseThrow().instant()).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2012-13-01 00:00:00", "99999999999999999999", "2012-03-01", "-5"})
    void anythingElseIsNot(String text) {
        assertThat(clock.find(text)).isEmpty();
    }
}
