package io.freeflow.feeds.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.feeds.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class A05_ScenarioFilesTest {

    private final JsonDecoder decoder = new JsonDecoder();

    @ParameterizedTest
    @CsvSource({
        "scenario_1_normal_traffic.jsonl, 1000",
        "scenario_2_morning_rush.jsonl, 1000",
        "scenario_3_evening_rush.jsonl, 1000",
        "scenario_4_accident.jsonl, 500",
        "scenario_5_weather_impact.jsonl, 500",
        "e2e_test.jsonl, 1"
    })
    void everyRecordIsReadInFull(String file, int records) throws IOException {
        var lines = Files.readAllLines(SharedData.file("scenarios/" + file)).stream()
                .filter(line -> !line.isBlank())
                .toList();

        assertThat(lines).hasSize(records).allSatisfy(line -> {
            var decoded = decoder.decode(line.getBytes(StandardCharsets.UTF_8));
            assertThat(decoded).isInstanceOfSatisfying(Decoded.Fields.class, fields -> {
                assertThat(fields.reading().eventId()).isNotNull();
                assertThat(fields.reading().sensorId()).startsWith("LA_");
                assertThat(fields.reading().timestamp()).startsWith("2025-10-0");
                assertThat(fields.reading().speedMph()).isNotNull();
                assertThat(fields.reading().flowVph()).isNotNull();
                assertThat(fields.reading().occupancyPercent()).isNotNull();
            });
        });
    }
}
