package io.freeflow.feeds.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.window.Congestion;
import io.freeflow.feeds.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class A05_ScenarioFilesTest {

    private static final Pattern LEVEL = Pattern.compile("\"congestion_level\": ?([0-9])");
    private static final List<String> FILES = List.of(
            "scenario_1_normal_traffic.jsonl",
            "scenario_2_morning_rush.jsonl",
            "scenario_3_evening_rush.jsonl",
            "scenario_4_accident.jsonl",
            "scenario_5_weather_impact.jsonl",
            "e2e_test.jsonl");

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
                assertThat(fields.reading().place().freeway()).matches("(I|US)-[0-9]+");
                assertThat(fields.reading().place().direction()).matches("[NSEW]");
                assertThat(fields.reading().place().lanes()).matches("[2-6]");
            });
        });
    }

    /** The files round speeds after they took the level; the end-to-end event was written by hand. */
    @Test
    void theLevelOfASpeedIsTheFilesExceptInNineRecords() throws IOException {
        var differing = new ArrayList<String>();
        for (String file : FILES) {
            for (String line : Files.readAllLines(SharedData.file("scenarios/" + file))) {
                var level = LEVEL.matcher(line);
                if (level.find()
                        && decoder.decode(line.getBytes(StandardCharsets.UTF_8))
                                instanceof Decoded.Fields(var reading)) {
                    double mph = Double.parseDouble(String.valueOf(reading.speedMph()));
                    if (Congestion.ofSpeed(mph).level() != Integer.parseInt(level.group(1))) {
                        differing.add(mph + " mph as level " + level.group(1));
                    }
                }
            }
        }

        assertThat(differing).hasSize(9).contains("45.5 mph as level 3");
    }
}
