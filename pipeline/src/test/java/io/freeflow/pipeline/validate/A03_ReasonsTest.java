package io.freeflow.pipeline.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.reading.Reason;
import io.freeflow.pipeline.validate.ValidateConfig.UnknownSensors;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason for which a record is rejected, and what the letter says: the field, the limit and the value. */
class A03_ReasonsTest {

    private static final String CASES = """
            no fields                             | UNREADABLE: a field has a '=', was no fields
            time=1330588800; mph=65               | MISSING_SENSOR_ID: sensor_id is missing
            sensor= ; time=1330588800; mph=65     | MISSING_SENSOR_ID: sensor_id is missing
            sensor=A; mph=65                      | MISSING_TIMESTAMP: timestamp is missing
            sensor=A; time=; mph=65               | MISSING_TIMESTAMP: timestamp is missing
            sensor=A; time=noon; mph=65           | BAD_TIMESTAMP: timestamp must be ISO 8601 or epoch, 1980 to 2199, was noon
            sensor=A; time=2012-03-11 02:30; mph=65 | NONEXISTENT_LOCAL_TIME: timestamp 2012-03-11 02:30 never was in America/Los_Angeles
            sensor=A; time=1330588800; mph=65; seconds=0    | BAD_PERIOD: period_seconds must be 1 to 300, was 0.0
            sensor=A; time=1330588800; mph=65; seconds=301  | BAD_PERIOD: period_seconds must be 1 to 300, was 301.0
            sensor=A; time=1330588800; mph=65; seconds=-30  | BAD_PERIOD: period_seconds must be 1 to 300, was -30.0
            sensor=A; time=1330588800; mph=65; seconds=long | NOT_A_NUMBER: period_seconds must be a finite number, was long
            sensor=A; time=1330588800; mph=NaN    | NOT_A_NUMBER: speed_mph must be a finite number, was NaN
            sensor=A; time=1330588800; mph=fast   | NOT_A_NUMBER: speed_mph must be a finite number, was fast
            sensor=A; time=1330588800; vph=Infinity  | NOT_A_NUMBER: flow_vph must be a finite number, was Infinity
            sensor=A; time=1330588800; mph=65; occ=-Infinity | NOT_A_NUMBER: occupancy_percent must be a finite number, was -Infinity
            sensor=A; time=1330588800             | NO_MEASUREMENT: speed_mph, flow_vph and occupancy_percent are all missing
            sensor=A; time=1330588800; mph=-1.85  | SPEED_OUT_OF_RANGE: speed_mph must be 0 to 120.0, was -1.85
            sensor=A; time=1330588800; mph=120.1  | SPEED_OUT_OF_RANGE: speed_mph must be 0 to 120.0, was 120.1
            sensor=A; time=1330588800; mph=65; vph=-1 | FLOW_OUT_OF_RANGE: flow_vph must not be negative, was -1.0
            sensor=A; time=1330588800; mph=65; occ=-0.1 | OCCUPANCY_OUT_OF_RANGE: occupancy_percent must not be negative, was -0.1
            sensor=A; time=1330588800; mph=65; quality=0.49 | QUALITY_TOO_LOW: quality_score must be at least 0.5, was 0.49
            """;

    private final Desk desk = new Desk();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = CASES)
    void isToldWithTheFieldTheLimitAndTheValue(String note, String refusal) {
        assertThat(desk.refusal(note)).isEqualTo(refusal);
        var wireName = refusal.substring(0, refusal.indexOf(':'))
                .toLowerCase(java.util.Locale.ROOT)
                .replace('_', '-');
        assertThat(desk.books()).containsEntry("received", 1L).containsEntry("rejected." + wireName, 1L);
    }

    @Test
    void theTableKnowsEveryReasonButTheFourBelow() {
        var told = EnumSet.noneOf(Reason.class);
        CASES.lines()
                .map(line -> line.substring(line.indexOf('|') + 2, line.indexOf(':', line.indexOf('|'))))
                .forEach(name -> told.add(Reason.valueOf(name)));

        var others = EnumSet.range(Reason.UNREADABLE, Reason.QUALITY_TOO_LOW);
        others.removeAll(told);
        assertThat(others)
                .as("those after are of reports")
                .containsExactly(
                        Reason.TOO_LARGE, Reason.SENSOR_ID_TOO_LONG, Reason.UNKNOWN_SENSOR, Reason.FROM_THE_FUTURE);
    }

    @Test
    void aRecordThatIsTooLargeIsNotEvenRead() {
        var desk = new Desk(config(120, UnknownSensors.REGISTER, 40));
        String fits = "sensor=A; time=1330588800000; mph=65.000";

        assertThat(desk.read(fits).sensorId()).isEqualTo("A");
        assertThat(desk.refusal(fits + "0")).isEqualTo("TOO_LARGE: a record has at most 40 bytes, had 41");
    }

    @Test
    void aSensorIdHasAtMostAHundredCharacters() {
        String id = "S".repeat(100);

        assertThat(desk.read("time=1330588800; mph=65; sensor=" + id).sensorId())
                .isEqualTo(id);
        assertThat(desk.refusal("time=1330588800; mph=65; sensor=S" + id))
                .isEqualTo("SENSOR_ID_TOO_LONG: sensor_id must have at most 100 characters, had 101");
    }

    @Test
    void aSensorIdIsPrintable() {
        assertThat(desk.refusal("time=1330588800; mph=65; sensor=A\0"))
                .isEqualTo("UNREADABLE: sensor_id must not have control characters, was A?");
    }

    @Test
    void anUnknownSensorIsAcceptedOrRejectedAsConfigured() {
        String note = "sensor=Z; time=1330588800; mph=65";
        var strict = new Desk(config(120, UnknownSensors.REJECT, 65536));

        assertThat(desk.read(note).sensorId()).isEqualTo("Z");
        assertThat(strict.read(note.replace('Z', 'A')).sensorId()).isEqualTo("A");
        assertThat(strict.refusal(note)).isEqualTo("UNKNOWN_SENSOR: sensor_id must be in the network, was Z");
    }

    @Test
    void theFutureBeginsAQuarterOfAnHourAfterTheFeedClock() {
        desk.mark("2012-03-01T08:00:00Z");

        assertThat(desk.read("sensor=A; time=2012-03-01T08:15:00Z; mph=65").sensorId())
                .isEqualTo("A");
        assertThat(desk.refusal("sensor=A; time=2012-03-01T08:15:01Z; mph=65"))
                .isEqualTo("FROM_THE_FUTURE: timestamp must be at most PT15M after the feed clock 2012-03-01T08:00:00Z,"
                        + " was 2012-03-01T08:15:01Z");
    }

    @Test
    void aLongValueIsShortened() {
        assertThat(desk.refusal("sensor=A; time=1330588800; mph=" + "9a".repeat(500)))
                .isEqualTo("NOT_A_NUMBER: speed_mph must be a finite number, was " + "9a".repeat(30) + "…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "fast", "nan", "+Infinity", "1e999", "65f", "65d", "0x41p0", "6,5", "65 mph", "1e", "٦٥"})
    void isNoNumber(String text) {
        assertThat(desk.reason("sensor=A; time=1330588800; mph=" + text)).isEqualTo(Reason.NOT_A_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"65", "65.0", "+65", " 65 ", "6.5e1", "6.5E+1", "065"})
    void isANumber(String text) {
        assertThat(desk.read("sensor=A; time=1330588800; mph=" + text)
                        .measurement()
                        .speedMph())
                .isEqualTo(65);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "30, PT30S", "0.9999999e2, PT1M40S", "20.5, PT20.5S", "300, PT5M"})
    void theRecordMayNameItsPeriod(String seconds, Duration period) {
        assertThat(desk.read("sensor=A; time=1330588800; mph=65; seconds=" + seconds)
                        .interval()
                        .length())
                .isEqualTo(period);
    }

    @Test
    void namesOnTheWireAreLowerCaseAndDistinct() {
        assertThat(Arrays.stream(Reason.values()).map(Reason::wireName))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z-]+"))
                .contains("speed-out-of-range");
    }

    @Test
    void aConfigurationThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> config(0, UnknownSensors.REGISTER, 1))
                .hasMessage("validate.max-speed-mph must be above 0, was 0.0");
        assertThatThrownBy(() -> config(Double.NaN, UnknownSensors.REGISTER, 1))
                .hasMessage("validate.max-speed-mph must be above 0, was NaN");
        assertThatThrownBy(() -> config(120, UnknownSensors.REGISTER, 0))
                .hasMessage("validate.max-bytes must be at least 1, was 0");
    }

    private static ValidateConfig config(double maxSpeedMph, UnknownSensors unknownSensors, int maxBytes) {
        return ValidateConfig.USUAL
                .withMaxSpeedMph(maxSpeedMph)
                .withUnknownSensors(unknownSensors)
                .withMaxBytes(maxBytes);
    }
}
