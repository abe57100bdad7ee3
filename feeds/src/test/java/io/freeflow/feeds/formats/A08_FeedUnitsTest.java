package io.freeflow.feeds.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.feed.FeedRules;
import io.freeflow.core.feed.FeedRules.FlowUnit;
import io.freeflow.core.feed.FeedRules.OccupancyUnit;
import io.freeflow.core.feed.FeedRules.SpeedUnit;
import io.freeflow.core.feed.FeedRules.TimeOf;
import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.reading.RawReading;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A feed's own units hold for names that say none. */
class A08_FeedUnitsTest {

    @ParameterizedTest
    @CsvSource({"MPH, 65", "KMH, 104.60736", "MPS, 29.0576"})
    void speedsBecomeMilesPerHour(SpeedUnit unit, String speed) {
        var reading = decode(rules(unit, FlowUnit.PER_HOUR, OccupancyUnit.PERCENT), "{\"speed\":" + speed + "}");

        assertThat(number(reading.speedMph())).isCloseTo(65, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"PERCENT, 8.5", "FRACTION, 0.085", "PER_MILLE, 85"})
    void occupanciesBecomePercent(OccupancyUnit unit, String occupancy) {
        var reading = decode(rules(SpeedUnit.MPH, FlowUnit.PER_HOUR, unit), "{\"occupancy\":" + occupancy + "}");

        assertThat(number(reading.occupancyPercent())).isCloseTo(8.5, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"volume\":10,\"period_seconds\":30}', 1200",
        "'{\"period_seconds\":20,\"volume\":10}', 1800",
        "'{\"volume\":10}', 600"
    })
    void countsBecomeVehiclesAnHourByThePeriodOfTheirRecord(String record, double flow) {
        var reading = decode(rules(SpeedUnit.MPH, FlowUnit.PER_PERIOD, OccupancyUnit.PERCENT), record);

        assertThat(number(reading.flowVph())).isCloseTo(flow, within(1e-9));
    }

    @Test
    void aUnitInANameCountsBefore() {
        var reading = decode(rules(SpeedUnit.KMH, FlowUnit.PER_PERIOD, OccupancyUnit.FRACTION), """
                {"speed_mph":65,"volume_vph":1200,"occupancy_percent":8.5}""");

        assertThat(reading).isEqualTo(new RawReading(null, null, null, null, "65", "1200", "8.5"));
    }

    @Test
    void theBestNameCountsWithItsOwnUnit() {
        var reading = decode(rules(SpeedUnit.KMH, FlowUnit.PER_PERIOD, OccupancyUnit.FRACTION), """
                {"volume":10,"volume_vph":1200,"speed":100,"speed_mph":65}""");

        assertThat(reading).isEqualTo(new RawReading(null, null, null, null, "65", "1200", null));
    }

    @Test
    void whatIsNoNumberStaysForValidation() {
        var reading = decode(rules(SpeedUnit.KMH, FlowUnit.PER_PERIOD, OccupancyUnit.FRACTION), """
                {"speed":"fast","volume":"many","occupancy":"full","period_seconds":"long"}""");

        assertThat(reading).isEqualTo(new RawReading(null, null, null, "long", "fast", "many", "full"));
    }

    @Test
    void aRecordMayJudgeItself() {
        assertThat(decode(FeedRules.USUAL, "{\"quality_score\":0.4}").qualityScore())
                .isEqualTo("0.4");
    }

    private static RawReading decode(FeedRules rules, String record) {
        var decoder = new JsonDecoder().of(rules, Duration.ofMinutes(1));
        return ((Decoded.Fields) decoder.decode(record.getBytes(UTF_8))).reading();
    }

    private static double number(@Nullable String text) {
        return Double.parseDouble(Objects.requireNonNull(text));
    }

    private static FeedRules rules(SpeedUnit speed, FlowUnit flow, OccupancyUnit occupancy) {
        return new FeedRules(
                Optional.empty(), Optional.empty(), Optional.empty(), TimeOf.START, speed, flow, occupancy);
    }
}
