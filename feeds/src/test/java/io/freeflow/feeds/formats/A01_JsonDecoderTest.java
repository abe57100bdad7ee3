package io.freeflow.feeds.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class A01_JsonDecoderTest {

    private final JsonDecoder decoder = new JsonDecoder();

    @Test
    void aFlatRecordComesOutUnderOurNames() {
        assertThat(decode("""
                {"event_id":"e1","sensor_id":"717825","timestamp":1330588800000,"period_seconds":300,
                 "speed":64.375,"volume":1200,"occupancy":"8.5"}"""))
                .isEqualTo(new RawReading("e1", "717825", "1330588800000", "300", "64.375", "1200", "8.5"));
    }

    @Test
    void aNestedRecordComesOutUnderOurNames() {
        assertThat(decode("""
                {"event_id":"e1","sensor_id":"LA_I10_W_000","timestamp":"2025-10-05T11:00:00",
                 "location":{"highway":"I-10","direction":"W","lanes":5},
                 "traffic_data":{"speed_mph":58.6,"volume_vehicles_per_hour":926,"occupancy_percentage":24.0,
                                 "congestion_level":2},
                 "weather":{"condition":"clear","temperature_f":74.3,"precipitation":false},
                 "hour":11,"is_weekend":true}"""))
                .isEqualTo(new RawReading("e1", "LA_I10_W_000", "2025-10-05T11:00:00", null, "58.6", "926", "24.0")
                        .at(new RawPlace(null, null, "I-10", "W", null, "5", null)));
    }

    @ParameterizedTest
    @CsvSource({
        "speed_mph, 1",
        "speed, 1",
        "volume_vehicles_per_hour, 2",
        "volume_vph, 2",
        "volume, 2",
        "flow_vph, 2",
        "occupancy_percentage, 3",
        "occupancy_percent, 3",
        "occupancy, 3"
    })
    void everyNameOfAMeasurementIsKnownFlatAndNested(String name, String value) {
        var flat = decode("{\"%s\":%s}".formatted(name, value));
        var nested = decode("{\"traffic_data\":{\"%s\":%s}}".formatted(name, value));

        assertThat(flat).isEqualTo(nested);
        assertThat(flat.toString()).contains("=" + value);
    }

    @Test
    void theSensorOfTheRootCountsBeforeTheLocationsAndItsIdBeforeTheSegments() {
        assertThat(decode("{\"location\":{\"sensor_id\":\"inner\"},\"segment_id\":\"outer\"}")
                        .sensorId())
                .isEqualTo("outer");
        assertThat(decode("{\"segment_id\":\"segment\",\"sensor_id\":\"sensor\"}")
                        .sensorId())
                .isEqualTo("sensor");
        assertThat(decode("{\"location\":{\"segment_id\":\"inner\"}}").sensorId())
                .isEqualTo("inner");
    }

    @Test
    void nullIsAbsentAndZeroIsNot() {
        assertThat(decode("{\"speed_mph\":null,\"speed\":0,\"volume\":null}"))
                .isEqualTo(new RawReading(null, null, null, null, "0", null, null));
    }

    @Test
    void whatIsNotANumberStaysForValidationToJudge() {
        assertThat(decode("{\"speed\":\"fast\",\"volume\":true,\"occupancy\":1e999}"))
                .isEqualTo(new RawReading(null, null, null, null, "fast", "true", "1e999"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "[]",
                "[{\"speed\":1}]",
                "{",
                "{\"speed\":",
                "{\"speed\":1",
                "{\"speed\":1}}",
                "{\"speed\":1}{\"speed\":2}",
                "{\"speed\":1} rubbish",
                "{\"speed\":1,\"speed\":2}",
                "{speed:1}",
                "{'speed':1}",
                "{\"speed\":NaN}",
                "{\"speed\":01}",
                "{\"speed\":{\"mph\":1}}",
                "{\"speed\":[1]}",
                "<speed>1</speed>",
                "sensor_id,speed",
                "{\"location\":{\"sensor_id\":{}}}",
                "{\"sensor_id\":\"a\u0000b\"}"
            })
    void anythingElseIsUnreadableAndSaysWhy(String text) {
        assertThat(decoder.decode(bytes(text)))
                .isInstanceOfSatisfying(
                        Decoded.Unreadable.class, it -> assertThat(it.detail()).isNotBlank());
    }

    @Test
    void deepNestingIsUnreadable() {
        var deep = "{\"weather\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThat(decoder.decode(bytes(deep))).isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void aNumberOfAThousandDigitsIsUnreadable() {
        assertThat(decoder.decode(bytes("{\"speed\":" + "9".repeat(1000) + "}")))
                .isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void brokenUtf8IsUnreadable() {
        var broken = bytes("{\"sensor_id\":\"?\"}");
        broken[14] = (byte) 0xC3;

        assertThat(decoder.decode(broken)).isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void theDetailNamesTheFieldThatIsThereTwice() {
        assertThat(decoder.decode(bytes("{\"speed\":1,\"speed\":2}")))
                .extracting("detail", STRING)
                .isEqualTo("speed is in the record twice");
    }

    private RawReading decode(String json) {
        var decoded = decoder.decode(bytes(json));
        assertThat(decoded).isInstanceOf(Decoded.Fields.class);
        return ((Decoded.Fields) decoded).reading();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
