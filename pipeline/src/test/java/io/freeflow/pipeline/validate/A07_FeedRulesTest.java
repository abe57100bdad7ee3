package io.freeflow.pipeline.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.feed.FeedRules;
import io.freeflow.core.feed.FeedRules.FlowUnit;
import io.freeflow.core.feed.FeedRules.OccupancyUnit;
import io.freeflow.core.feed.FeedRules.SpeedUnit;
import io.freeflow.core.feed.FeedRules.TimeOf;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is set for one feed holds for that feed alone. Notes are of the feed {@code loops}. */
class A07_FeedRulesTest {

    private static final String LOCAL = "sensor=A; mph=65; time=2012-03-01 08:00:00";

    @Test
    void aZoneOfItsOwn() {
        var berlin = desk("loops", rules(Optional.of(ZoneId.of("Europe/Berlin")), TimeOf.START));
        var others = desk("others", rules(Optional.of(ZoneId.of("Europe/Berlin")), TimeOf.START));

        assertThat(berlin.read(LOCAL).interval().start()).isEqualTo("2012-03-01T07:00:00Z");
        assertThat(others.read(LOCAL).interval().start()).isEqualTo("2012-03-01T16:00:00Z");
        assertThat(berlin.refusal("sensor=A; mph=65; time=2012-03-25 02:30"))
                .isEqualTo("NONEXISTENT_LOCAL_TIME: timestamp 2012-03-25 02:30 never was in Europe/Berlin");
    }

    @Test
    void timesThatSayTheEndOfAnInterval() {
        var reading = desk("loops", rules(Optional.empty(), TimeOf.END))
                .read("sensor=A; mph=65; time=2012-03-01T08:00:00Z; seconds=30");

        assertThat(reading.interval().start()).isEqualTo("2012-03-01T07:59:30Z");
        assertThat(reading.interval().end()).isEqualTo("2012-03-01T08:00:00Z");
    }

    @Test
    void aPeriodAndAFutureOfItsOwn() {
        var rules = new FeedRules(
                Optional.empty(),
                Optional.of(Duration.ofSeconds(20)),
                Optional.of(Duration.ofMinutes(1)),
                TimeOf.START,
                SpeedUnit.MPH,
                FlowUnit.PER_HOUR,
                OccupancyUnit.PERCENT);
        var desk = desk("loops", rules).mark("2012-03-01T08:00:00Z");

        assertThat(desk.read("sensor=A; mph=65; time=2012-03-01T08:00:00Z")
                        .interval()
                        .length())
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(desk.refusal("sensor=A; mph=65; time=2012-03-01T08:01:01Z"))
                .startsWith("FROM_THE_FUTURE: timestamp must be at most PT1M after");
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new FeedRules(
                        Optional.empty(),
                        Optional.of(Duration.ofMinutes(6)),
                        Optional.empty(),
                        TimeOf.START,
                        SpeedUnit.MPH,
                        FlowUnit.PER_HOUR,
                        OccupancyUnit.PERCENT))
                .hasMessage("period must be 1s to 5m, was PT6M");
    }

    private static Desk desk(String feed, FeedRules rules) {
        return new Desk(Map.of(feed, rules));
    }

    private static FeedRules rules(Optional<ZoneId> zone, TimeOf timeOf) {
        return new FeedRules(
                zone,
                Optional.empty(),
                Optional.empty(),
                timeOf,
                SpeedUnit.MPH,
                FlowUnit.PER_HOUR,
                OccupancyUnit.PERCENT);
    }
}
