package io.freeflow.feeds.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.feeds.SharedData;
import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The files that may not live here, where they are at hand. */
class E05_SharedFilesTest {

    @Test
    void thePortlandHourKeepsEveryVehicleOfAStation() throws IOException {
        var contents = Golden.read(new InputFile(SharedData.file("portland-i205/loop_onehour.csv")));

        double vehicles = contents.readings().stream()
                .mapToDouble(
                        reading -> Double.parseDouble(Objects.requireNonNullElse(reading.flowVph(), "0")) * 20 / 3600)
                .sum();
        assertThat(vehicles).isCloseTo(14_405 - 1_981, within(1e-6));
        assertThat(contents.readings())
                .allSatisfy(reading -> assertThat(reading.periodSeconds()).isEqualTo("20"));
        assertThat(contents.leftOut()).isEqualTo(Map.of("no-station", 17 * 180L, "empty", 3L));
        assertThat(contents.remark()).startsWith("14,405 vehicles, 1,981 of them from detectors without a station");
    }

    @Test
    void theSampleIsReadWithItsMissingSpeedsLeftOut() throws IOException {
        var contents = Golden.read(new InputFile(SharedData.file("scenarios/metr_la_sample_data.csv")));

        assertThat(contents.readings().size() + contents.leftOut().getOrDefault("empty", 0L))
                .isEqualTo(20_160);
        assertThat(contents.leftOut()).isEqualTo(Map.of("empty", 1_018L));
    }
}
