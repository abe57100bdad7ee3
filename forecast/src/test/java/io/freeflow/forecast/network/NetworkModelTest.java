package io.freeflow.forecast.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.forecast.time.Calendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkModelTest {

    private static final Path METR_LA = Path.of("models/metr-la/1");
    private static final int SENSORS = 207;

    @TempDir
    Path folder;

    @Test
    void javaGetsWhatPyTorchGot() {
        try (var model = NetworkModel.open(METR_LA)) {
            var said = model.forecast(checkWindow(), slotsOfAWednesdayMorning());

            int last = NetworkModel.ROWS - 1;
            assertThat(model.manifest().check()).hasSize(3).allSatisfy((sensor, expected) -> {
                assertThat(said.low()[last][sensor]).isCloseTo(expected.get(0), within(1e-3f));
                assertThat(said.median()[last][sensor]).isCloseTo(expected.get(1), within(1e-3f));
                assertThat(said.high()[last][sensor]).isCloseTo(expected.get(2), within(1e-3f));
            });
        }
    }

    @Test
    void aHourOfSilenceStillGivesQuantilesInOrder() {
        try (var model = NetworkModel.open(METR_LA)) {
            var silence = new float[NetworkModel.ROWS][SENSORS];
            Arrays.stream(silence).forEach(row -> Arrays.fill(row, Float.NaN));

            var said = model.forecast(silence, slotsOfAWednesdayMorning());

            for (int row = 0; row < NetworkModel.ROWS; row++) {
                for (int sensor = 0; sensor < SENSORS; sensor++) {
                    assertThat(said.low()[row][sensor]).isLessThanOrEqualTo(said.median()[row][sensor]);
                    assertThat(said.median()[row][sensor])
                            .isLessThanOrEqualTo(said.high()[row][sensor])
                            .isBetween(0f, 90f);
                }
            }
        }
    }

    @Test
    void windowsOfAnotherShapeAreRefused() {
        try (var model = NetworkModel.open(METR_LA)) {
            var slots = slotsOfAWednesdayMorning();

            assertThatThrownBy(() -> model.forecast(new float[11][SENSORS], slots))
                    .hasMessage("model metr-la 1 needs 12 rows, was given 11 and 12 slots");
            assertThatThrownBy(() -> model.forecast(new float[NetworkModel.ROWS][206], slots))
                    .hasMessage("model metr-la 1 knows 207 sensors, was given 206");
        }
    }

    @Test
    void aFolderWithoutAManifestIsNoModel() {
        assertThatThrownBy(() -> NetworkModel.open(folder)).hasMessage("no manifest.json in model folder " + folder);
    }

    @Test
    void aManifestThatIsBrokenIsNamed() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{\"name\": \"x\"");
        assertThatThrownBy(() -> NetworkModel.open(folder)).hasMessageStartingWith("cannot read " + folder);

        Files.writeString(folder.resolve("manifest.json"), "{\"name\": \"x\", \"version\": 1}");
        assertThatThrownBy(() -> NetworkModel.open(folder)).hasMessageContaining("a manifest needs a name, a version");
    }

    @Test
    void aModelThatIsNotTheManifestsIsRefused() throws IOException {
        copy("sensors", "sensors");
        Files.write(folder.resolve("model.onnx"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> NetworkModel.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its manifest says");
    }

    @Test
    void aModelForOtherSensorsThanTheManifestsIsRefused() throws IOException {
        copy("\"sensors\": [", "\"sensors\": [ \"one more\",");

        assertThatThrownBy(() -> NetworkModel.open(folder))
                .hasMessage("model metr-la 1: speed_mph must be FLOAT [-1, 12, 208], was FLOAT [-1, 12, 207]");
    }

    private void copy(String text, String replacement) throws IOException {
        var manifest = Files.readString(METR_LA.resolve("manifest.json"));
        assertThat(manifest).contains(text);
        Files.writeString(folder.resolve("manifest.json"), manifest.replace(text, replacement));
        Files.copy(METR_LA.resolve("model.onnx"), folder.resolve("model.onnx"));
    }

    /** The exporter's: mph = (7 row + 3 sensor) mod 71. */
    private static float[][] checkWindow() {
        var mph = new float[NetworkModel.ROWS][SENSORS];
        for (int row = 0; row < mph.length; row++) {
            for (int sensor = 0; sensor < SENSORS; sensor++) {
                mph[row][sensor] = (7 * row + 3 * sensor) % 71;
            }
        }
        return mph;
    }

    private static int[] slotsOfAWednesdayMorning() {
        var slots = new int[NetworkModel.ROWS];
        Arrays.setAll(slots, row -> 2 * Calendar.SLOTS_A_DAY + 96 + row);
        return slots;
    }
}
