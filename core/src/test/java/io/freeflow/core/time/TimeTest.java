package io.freeflow.core.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTest {

    @ParameterizedTest
    @CsvSource({
        "2012-03-01T08:00:00Z,           2012-03-01T08:00:00Z",
        "2012-03-01T08:04:59.999999999Z, 2012-03-01T08:00:00Z",
        "2012-03-01T08:05:00Z,           2012-03-01T08:05:00Z",
        "1969-12-31T23:59:59Z,           1969-12-31T23:55:00Z"
    })
    void theGridIsAlignedToTheEpoch(Instant instant, Instant start) {
        assertThat(FiveMinutes.floor(instant)).isEqualTo(start);
        assertThat(FiveMinutes.windowOf(instant)).isEqualTo(new Interval(start, start.plus(Duration.ofMinutes(5))));
    }

    @Test
    void anIntervalKnowsItsLength() {
        var interval = Interval.startingAt(Instant.EPOCH, Duration.ofSeconds(30));

        assertThat(interval.end()).isEqualTo("1970-01-01T00:00:30Z");
        assertThat(interval.length()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anIntervalEndsAfterItStarts() {
        assertThatThrownBy(() -> new Interval(Instant.EPOCH, Instant.EPOCH))
                .hasMessage("an interval must end after it starts, was 1970-01-01T00:00:00Z to 1970-01-01T00:00:00Z");
        assertThatThrownBy(() -> Interval.startingAt(Instant.EPOCH, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
