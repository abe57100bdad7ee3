package io.freeflow.feeds.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file says itself what it is. */
class E01_FileFormatTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "lines.jsonl, jsonl",
        "array.json, json-array",
        "readings.csv, csv",
        "batch.csv, csv",
        "sensors.csv, sensors-csv",
        "pems_5min.txt, pems-5min",
        "pems_traffic.csv, pems-csv",
        "loops/hour.csv, loops-csv",
        "loops/hour.detectors.csv, loops-table",
        "loops/hour.stations.csv, loops-table",
        "loops/hour.highways.csv, loops-table",
        "datex_table.xml, datex2",
        "datex_data.xml, datex2",
        "datex_version2.xml, datex2"
    })
    void everyFileIsKnownByHowItBegins(String name, String format) throws IOException {
        assertThat(FileFormat.of(Golden.file(name)).label()).isEqualTo(format);
    }

    @Test
    void aCompressedFileIsKnownWhateverItsName() throws IOException {
        var file = folder.resolve("strange.name");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            Files.copy(Golden.file("pems_5min.txt").path(), out);
        }

        assertThat(FileFormat.of(new InputFile(file))).isEqualTo(FileFormat.PEMS_5MIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"road_event_feed_info\":{\"publisher\":\"dot\"},\"type\":\"FeatureCollection\",\"features\":[]}",
                "{\n \"type\": \"FeatureCollection\",\n \"features\": [",
                "[ {\"incident_id\":\"INC_1\"} ]",
                "{\"description\":{\"sensor_id\":1},\"incident_type\":\"debris\"}\n{}\n"
            })
    void incidentsAreKnownByTheNamesInTheirFirstObject(String text) throws IOException {
        assertThat(FileFormat.of(file(text))).isEqualTo(FileFormat.INCIDENTS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"sensor_id":"A","location":{"incident_type":"none"}} | JSON_LINES
            {broken                                               | JSON_LINES
            []                                                    | JSON_ARRAY
            [["incident_type"]]                                   | JSON_ARRAY
            [{"sensor_id":"A"},{"incident_type":"debris"}]        | JSON_ARRAY
            """)
    void otherJsonIsOfReadings(String text, FileFormat format) throws IOException {
        assertThat(FileFormat.of(file(text))).isEqualTo(format);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheHeader() throws IOException {
        assertThat(FileFormat.of(file("\uFEFFsensor_id,timestamp,speed\n"))).isEqualTo(FileFormat.CSV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "hello\n", "a,b,c\n1,2,3\n", "<html><body/></html>", ",773869,767541\n", "\"a"})
    void anythingElseIsRefusedByWhatWasLookedFor(String text) throws IOException {
        var file = file(text);

        assertThatThrownBy(() -> FileFormat.of(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.path().toString())
                .hasMessageContaining("pems-5min")
                .hasMessageContaining("--format");
    }

    @Test
    void everyLabelIsFoundAgain() {
        assertThat(FileFormat.labels())
                .allSatisfy(label ->
                        assertThat(FileFormat.find(label).orElseThrow().label()).isEqualTo(label));
        assertThat(FileFormat.find("xls")).isEmpty();
    }

    private InputFile file(String text) throws IOException {
        return new InputFile(Files.write(folder.resolve("file"), text.getBytes(UTF_8)));
    }
}
