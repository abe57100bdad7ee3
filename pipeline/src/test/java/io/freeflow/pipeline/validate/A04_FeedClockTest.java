package io.freeflow.pipeline.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.Mark;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Validate's idea of now is the feed's own clock, as its marks tell it. */
class A04_FeedClockTest {

    private final Desk desk = new Desk();

    @Test
    void knownAtIsTheFeedClock() {
        desk.mark("2012-03-01T09:00:00Z");

        assertThat(desk.read("sensor=A; mph=65; time=2012-03-01T08:00:00Z").knownAt())
                .isEqualTo("2012-03-01T09:00:00Z");
    }

    @Test
    void knownAtIsNeverBeforeTheIntervalEnds() {
        assertThat(desk.read("sensor=A; mph=65; time=2012-03-01T08:00:00Z; seconds=30")
                        .knownAt())
                .isEqualTo("2012-03-01T08:00:30Z");

        desk.mark("2012-03-01T07:59:00Z");
        assertThat(desk.read("sensor=A; mph=65; time=2012-03-01T08:00:00Z; seconds=30")
                        .knownAt())
                .isEqualTo("2012-03-01T08:00:30Z");
    }

    @Test
    void anOldRecordIsNeverTooOld() {
        desk.mark("2026-11-24T00:00:00Z");

        assertThat(desk.read("sensor=A; mph=65; time=2012-03-01T08:00:00Z").knownAt())
                .isEqualTo("2026-11-24T00:00:00Z");
    }

    @Test
    void theClockNeverGoesBack() {
        desk.mark("2012-03-01T09:00:00Z");
        desk.mark("2012-03-01T08:00:00Z");

        assertThat(desk.read("sensor=A; mph=65; time=2012-03-01T09:15:00Z").knownAt())
                .isEqualTo("2012-03-01T09:20:00Z");
    }

    @Test
    void anotherSourcesClockIsNoConcernOfOurs() {
        desk.hand(new Mark("others", 0, Instant.parse("2012-03-01T08:00:00Z")));

        assertThat(desk.read("sensor=A; mph=65; time=2026-11-24T00:00:00Z").sensorId())
                .isEqualTo("A");
    }

    @Test
    void withoutAMarkThereIsNoFuture() {
        assertThat(desk.read("sensor=A; mph=65; time=2199-01-01T00:00:00Z").sensorId())
                .isEqualTo("A");

        desk.mark("2012-03-01T08:00:00Z");
        assertThat(desk.reason("sensor=A; mph=65; time=2199-01-01T00:00:00Z")).isEqualTo(Reason.FROM_THE_FUTURE);
    }
}
