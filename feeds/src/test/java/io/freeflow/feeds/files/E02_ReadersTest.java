package io.freeflow.feeds.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of file, by a small one of its own. */
class E02_ReadersTest {

    @TempDir
    private Path folder;

    @Test
    void linesKeepTheirBytesAndBrokenOnesAreRecordsToo() throws IOException {
        var contents = Golden.read(Golden.file("lines.jsonl"));

        assertThat(contents.readings())
                .containsExactly(
                        new RawReading("e1", "S1", "2026-03-02T07:15:00Z", null, "61.5", null, null),
                        new RawReading(null, "S2", "2026-03-02T07:15:00Z", null, "0", null, null),
                        RawReading.EMPTY);
        assertThat(contents.payloads().getFirst())
                .asString(UTF_8)
                .isEqualTo("{\"event_id\": \"e1\", \"sensor_id\": \"S1\", \"timestamp\": \"2026-03-02T07:15:00Z\","
                        + " \"speed\": 61.5}");
        assertThat(contents.payloads().getLast()).asString(UTF_8).isEqualTo("{broken");
    }

    @Test
    void anArrayKeepsItsValues() throws IOException {
        var contents = Golden.read(Golden.file("array.json"));

        assertThat(contents.readings())
                .containsExactly(
                        new RawReading(null, "S1", "1772464500000", null, "61.50", null, null), RawReading.EMPTY);
        assertThat(contents.payloads().getLast()).asString(UTF_8).isEqualTo("7");
    }

    @Test
    void aRowIsReadUnderTheNamesOfItsHeader() throws IOException {
        var contents = Golden.read(Golden.file("readings.csv"));

        assertThat(contents.readings())
                .containsExactly(
                        new RawReading(null, "S1", "2026-03-02 07:15:00", null, "50.0", "516", "20.5")
                                .at(new RawPlace("34.1", "-118.1", null, "N", null, "4", "Main, north")),
                        new RawReading(null, "S3", "2026-03-02 07:20:00", null, null, "0", null));
        assertThat(contents.leftOut()).isEqualTo(Map.of("empty", 1L));
        assertThat(Golden.read(Golden.file("batch.csv")).readings())
                .containsExactly(new RawReading(null, "L1", "2026-03-02T07:15:00", null, "44", "1200", null));
    }

    @Test
    void theBytesOfARowSayWhatTheRowSays() throws IOException {
        var contents = Golden.read(Golden.file("readings.csv"));

        assertThat(new JsonDecoder().decode(contents.payloads().getFirst()))
                .isEqualTo(new Decoded.Fields(contents.readings().getFirst()));
    }

    @Test
    void pemsCountsBecomeFlowsAndSharesPercentAndWhatIsImputedIsNoMeasurement() throws IOException {
        var contents = Golden.read(Golden.file("pems_5min.txt"));

        assertThat(contents.readings())
                .containsExactly(
                        new RawReading(null, "717825", "2026-03-02T07:15:00", "300", "58.4", "3612", "6.25")
                                .at(new RawPlace(null, null, "405", "N", null, null, null)),
                        new RawReading(null, "717827", "2026-03-02T07:20:00", "300", null, "0", "0")
                                .at(new RawPlace(null, null, "405", "S", null, null, null)));
        assertThat(contents.leftOut()).isEqualTo(Map.of("imputed", 1L, "empty", 1L, "cut-short", 1L));
    }

    @Test
    void pemsLanesRollUpByTheirFlows() throws IOException {
        var contents = Golden.read(Golden.file("pems_traffic.csv"));

        assertThat(contents.readings())
                .containsExactly(
                        new RawReading(null, "717825", "2026-03-02 07:15:00", "30", "52.5", "4800", "15")
                                .at(new RawPlace(null, null, null, null, null, "3", null)),
                        new RawReading(null, "717827", "2026-03-02 07:15:30", "30", null, "600", "2")
                                .at(new RawPlace(null, null, null, null, null, "2", null)));
        assertThat(contents.leftOut()).isEqualTo(Map.of("empty", 1L, "cut-short", 1L));
    }

    @Test
    void loopsRollUpToStationsAndNoVehicleIsLost() throws IOException {
        var contents = Golden.read(Golden.file("loops/hour.csv"));

        var place = new RawPlace("45.5", "-122.5", "I-9", "N", "14.5", "2", "Main NB");
        assertThat(contents.readings())
                .containsExactly(
                        new RawReading(null, "100", "2026-03-02T07:00:00", "20", "50", "1080", "8").at(place),
                        new RawReading(null, "100", "2026-03-02T07:00:20", "20", "40", "1080", "4.5").at(place),
                        new RawReading(null, "100", "2026-03-02T07:00:40", "20", "50", "180", "1.5").at(place));
        assertThat(contents.leftOut()).isEqualTo(Map.of("no-station", 3L, "cut-short", 1L));
        assertThat(contents.remark())
                .isEqualTo("28 vehicles, 15 of them from detectors without a station; 1 station records lack a lane");
    }

    @Test
    void loopsThatGoThroughTheMinutesSayTheSameAsLoopsThatGoThroughTheDetectors() throws IOException {
        for (String table : new String[] {"detectors", "stations", "highways"}) {
            Files.copy(Golden.file("loops/hour." + table + ".csv").path(), folder.resolve("only_" + table + ".csv"));
        }
        var byMinute = new StringBuilder();
        var byDetector = new StringBuilder();
        for (int minute = 0; minute < 10; minute++) {
            for (int detector = 1; detector <= 2; detector++) {
                for (int third = 0; third < 3; third++) {
                    byMinute.append(row(detector, minute, third));
                }
            }
        }
        for (int detector = 1; detector <= 2; detector++) {
            for (int minute = 0; minute < 10; minute++) {
                for (int third = 0; third < 3; third++) {
                    byDetector.append(row(detector, minute, third));
                }
            }
        }
        var minutes = Golden.read(write("minutes.csv", byMinute.toString()));
        var detectors = Golden.read(write("of-detectors.txt", byDetector.toString()));

        assertThat(minutes.readings()).hasSize(30).isEqualTo(detectors.readings());
    }

    private static String row(int detector, int minute, int third) {
        return detector + ",3/2/26 7:0" + minute + "," + (detector + minute + third) + "," + (50 + minute) + ",5,2,0\n";
    }

    @Test
    void loopsWithoutTheirTablesSayWhichOneIsMissing() throws IOException {
        var file = write("alone.csv", "1,3/2/26 7:00,4,60,5,2,0\n");

        assertThatThrownBy(() -> Golden.read(file)).hasMessageContaining("alone.detectors.csv");
    }

    @Test
    void datexLanesRollUpInOurUnitsAndClassesOfVehiclesAreNotAddedAgain() throws IOException {
        var contents = Golden.read(Golden.file("datex_data.xml"), Golden.file("datex_table.xml"));

        assertThat(contents.readings())
                .containsExactly(
                        new RawReading(null, "SITE-1", "2026-03-02T07:15:00Z", "60", "50.0", "1200", null)
                                .at(new RawPlace("52.25", "4.75", null, null, null, "2", "Main road, north")),
                        new RawReading(null, "SITE-2", "2026-03-02T07:15:00Z", null, null, null, "12.5"));
        assertThat(contents.leftOut()).isEqualTo(Map.of("empty", 1L, "unknown-site", 1L));
    }

    @Test
    void datexOfVersionTwoIsReadToo() throws IOException {
        assertThat(Golden.read(Golden.file("datex_version2.xml")).readings())
                .containsExactly(new RawReading(null, "OLD-1", "2026-03-02T08:15:00+01:00", null, null, "1200", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<d2LogicalModel><siteMeasurements>",
                "<d2LogicalModel>&x;</d2LogicalModel>",
                "<!DOCTYPE d2LogicalModel [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d2LogicalModel><siteMeasurements>"
                        + "<measurementTimeDefault>&x;</measurementTimeDefault></siteMeasurements></d2LogicalModel>"
            })
    void anXmlThatIsBrokenOrWantsToFetchIsRefused(String xml) throws IOException {
        var file = write("bad.xml", xml);

        assertThatThrownBy(() -> Golden.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not XML as we take it");
    }

    @Test
    void anXmlThatNestsWithoutEndIsRefused() throws IOException {
        var file = write("deep.xml", "<d2LogicalModel>" + "<siteMeasurements>".repeat(100_000));

        assertThatThrownBy(() -> Golden.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void anArrayThatIsCutOffIsAnError() throws IOException {
        var file = write("cut.json", "[{\"sensor_id\":\"S1\",\"speed\":1},{\"sens");

        assertThatThrownBy(() -> Golden.read(file)).hasMessageContaining("cut.json is not JSON");
    }

    @Test
    void aLineThatIsTooLongForTheLogIsCutOff() throws IOException {
        var contents = Golden.read(write("long.jsonl", "{\"sensor_id\":\"" + "x".repeat(3_000_000) + "\"}\n{}\n"));

        assertThat(contents.payloads()).hasSize(2);
        assertThat(contents.payloads().getFirst()).hasSizeLessThanOrEqualTo(1 << 19);
    }

    private InputFile write(String name, String text) throws IOException {
        return new InputFile(Files.write(folder.resolve(name), text.getBytes(UTF_8)));
    }
}
