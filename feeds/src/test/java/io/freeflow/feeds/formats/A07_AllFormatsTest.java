package io.freeflow.feeds.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format of docs/data.md, by a file of its own. */
class A07_AllFormatsTest {

    private final JsonDecoder decoder = new JsonDecoder();

    record Case(String format, RawReading reading) {
        @Override
        public String toString() {
            return format;
        }
    }

    static Stream<Case> formats() {
        return Stream.of(
                new Case(
                        "n1",
                        new RawReading("n1-1", "S1", "2026-03-02T07:15:00", null, "31.5", "2400", "61.5")
                                .at(new RawPlace(null, null, "I-9", "N", null, "4", null))),
                new Case(
                        "n2",
                        new RawReading("n2-1", "S2", "2026-03-02T07:15:05.250000", null, "28.4", "2210", "66")
                                .at(new RawPlace("34.5", "-118.5", "I-9", "S", "12.5", "3", null))),
                new Case(
                        "n3",
                        new RawReading("n3-1", "S3", "2026-03-01T23:55:00", null, "64.2", "310", "4.5")
                                .at(new RawPlace("34.25", "-118.25", "I-9", "E", "3.5", "2", null))),
                new Case(
                        "n4",
                        new RawReading("n4-1", "S4", "2026-03-02T07:20:00", null, "55.5", "900", "12.5")
                                .at(new RawPlace("34.75", "-118.75", null, null, null, null, "Segment 4"))),
                new Case(
                        "n5",
                        new RawReading(null, "seg-5", "2026-03-02T07:25:00", null, "47.5", "1500", "22.5")
                                .at(new RawPlace("34.1", "-118.1", "I-9", "W", null, "5", null))),
                new Case(
                        "f1",
                        new RawReading(null, "seg-6", "1772464800000", null, "61", "0", null)
                                .at(new RawPlace("34.2", "-118.2", null, null, null, null, "First Avenue"))),
                new Case(
                        "f2",
                        new RawReading("f2-1", "S7", "2026-03-02 07:30:00", null, "42.5", "516", "20.5")
                                .at(new RawPlace("34.3", "-118.3", null, "W", null, "4", "Highway_0"))),
                new Case(
                        "f3",
                        new RawReading("S8_1", "S8", "2026-03-02 07:35:00", null, "0", null, null)
                                .at(new RawPlace("34.4", "-118.4", null, null, null, "3", null))),
                new Case(
                        "f4",
                        new RawReading(
                                "EVT_9",
                                "S9",
                                "1772465400000",
                                null,
                                "50.0",
                                "1200",
                                "15.5",
                                new RawPlace("34.5", "-118.5", null, "NE", null, "2", "Second Street"),
                                "1.0")));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aRecordComesOutUnderOurNamesAndInOurUnits(Case one) {
        assertThat(decoder.decode(file(one.format() + ".json")))
                .isInstanceOfSatisfying(
                        Decoded.Fields.class, it -> assertThat(it.reading()).isEqualTo(one.reading()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatTheF1WriterMakesOfItSaysTheSame(Case one) {
        var written = new F1Writer().write(one.reading());

        assertThat(decoder.decode(written)).isEqualTo(new Decoded.Fields(one.reading()));
    }

    @ParameterizedTest
    @CsvSource({"80.4672, 50.0", "'\"80.4672\"', 50.0", "0, 0.0", "-1.609344, -1.0", "'\"fast\"', fast", "true, true"})
    void kilometresPerHourBecomeMilesAndWhatIsNoNumberStays(String wire, String mph) {
        assertThat(decoder.decode(("{\"speed_kmh\":" + wire + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Fields(new RawReading(null, null, null, null, mph, null, null)));
    }

    @Test
    void aPlaceThatIsNoTextIsPassedOver() {
        assertThat(decoder.decode("{\"speed\":1,\"direction\":{\"degrees\":90},\"lanes\":[1,2]}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Fields(new RawReading(null, null, null, null, "1", null, null)));
    }

    private static byte[] file(String name) {
        try (var in = Objects.requireNonNull(A07_AllFormatsTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
