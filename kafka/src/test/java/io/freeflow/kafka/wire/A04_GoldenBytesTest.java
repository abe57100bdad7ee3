package io.freeflow.kafka.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.alert.AlertOutlook;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.AlertType;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.incident.IncidentPlace;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.network.Position;
import io.freeflow.core.reading.Correction;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.reading.Remark;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.road.SensorPlace;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import io.freeflow.testkit.Messages;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs live longer than releases: the bytes of a message never change. A new layout is a new schema id. */
class A04_GoldenBytesTest {

    private static final Instant EIGHT = Instant.parse("2012-03-01T16:00:00Z");
    private static final Interval WINDOW = Interval.startingAt(EIGHT, FiveMinutes.LENGTH);

    static Stream<Arguments> messages() {
        var grid = QuantileGrid.missing(1);
        for (int step = 0; step < 12; step++) {
            for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
                grid.set(0, step, quantile, step + quantile / 10.0);
            }
        }
        return Stream.of(
                Arguments.of(new Mark("metr-la", 3, EIGHT), "00000000010e6d6574722d6c610680a0eaefb94d"),
                Arguments.of(
                        new Reading(
                                "metr-la",
                                "773869",
                                WINDOW,
                                new Measurement(64.5, Double.NaN, 100),
                                WINDOW.end(),
                                List.of(new Correction("occupancy_percent", "101.0", "100.0")),
                                List.of(Remark.OLD)),
                        "00000000100e6d6574722d6c610c37373338363980a0eaefb94dc0ef8ef0b94d02000000000020504000020000"
                                + "000000005940c0ef8ef0b94d02226f63637570616e63795f70657263656e740a3130312e300a3130302e300002066f6c6400"),
                Arguments.of(
                        letter("3-42", Optional.of("773869"), true),
                        "000000000d1076616c69646174650e6d6574722d6c6114756e7265616461626c65126e6f206669656c64730600"
                                + "ff7f08332d3432020c37373338363901"),
                Arguments.of(
                        new SensorPlace(
                                "Z9", "http", new RawPlace("34.5", "-118.5", "I-5", "N", "101.5", "4", "Main St")),
                        "0000000012045a390868747470020833342e35020c2d3131382e350206492d3502024e020a3130312e35020234020e4d61696e205374"),
                Arguments.of(new LetterPassed("3-42", "metr-la"), "000000000e08332d34320e6d6574722d6c61"),
                Arguments.of(
                        new WindowPart(
                                "d7",
                                WINDOW,
                                1,
                                5,
                                2,
                                WINDOW.end(),
                                List.of(
                                        TrafficState.observed("773869", new Measurement(0, 1200, 8.25), 10),
                                        TrafficState.missing("767541"))),
                        "000000000c04643780a0eaefb94dc0ef8ef0b94d020a04c0ef8ef0b94d040c3737333836390200000000000000"
                                + "00020000000000c0924002000000000080204014000c373637353431000000000400"),
                Arguments.of(
                        new Forecast("d7", EIGHT, EIGHT, EIGHT, "profile", "1", List.of("773869"), grid),
                        "000000000504643780a0eaefb94d80a0eaefb94d80a0eaefb94d0e70726f66696c650231020c37373338363900"
                                + "d0020000000a0014001e00280032003c0064006e00780082008c009600a000c800d200dc00e600f000fa010401"
                                + "2c01360140014a0154015e01680190019a01a401ae01b801c201cc01f401fe02080212021c0226023002580262"
                                + "026c02760280028a029402bc02c602d002da02e402ee02f80320032a0334033e03480352035c0384038e039803"
                                + "a203ac03b603c003e803f203fc04060410041a0424044c04560460046a0474047e0488"),
                Arguments.of(
                        new ScoreSheet(
                                "d7",
                                "profile",
                                LocalDate.of(2012, 3, 1),
                                List.of(ScoreSums.ZERO, new ScoreSums(1, 2.5, 6.25, 4, 1, -2.5, 1, 12))),
                        "00000000060464370e70726f66696c65d0f0010400000000000000000000000000000000000000000000000000"
                                + "000000000000000000000000000000000000020000000000000440000000000000194000000000000010400200"
                                + "000000000004c002000000000000284000"),
                Arguments.of(
                        new LedgerEntry(
                                "validate", "0", Map.of("received", 2L, "accepted", 1L, "rejected.unreadable", 1L)),
                        "00000000071076616c696461746502300610616363657074656402107265636569766564042672656a65637465"
                                + "642e756e7265616461626c650200"),
                Arguments.of(
                        new FeedState(
                                new FeedInfo("metr-la", FeedInfo.Kind.REPLAY, "METR-LA"),
                                "288",
                                Optional.of(EIGHT),
                                OptionalDouble.of(60),
                                FeedState.Activity.PAUSED,
                                Map.of("slots", 207L)),
                        "00000000080e6d6574722d6c61020e4d4554522d4c41063238380280a0eaefb94d020000000000004e4002020a"
                                + "736c6f74739e0300"),
                Arguments.of(
                        new Alert(
                                "ALERT_1",
                                "d7",
                                "queue",
                                AlertType.CONGESTION,
                                Severity.HIGH,
                                AlertStatus.OPEN,
                                new AlertPlace("I-5-N", "773869", 10, "767541", 12.5),
                                new AlertFigures(8, 4.25, Double.NaN, Double.NaN),
                                Optional.of(new AlertOutlook(30, 3, 0.75)),
                                EIGHT,
                                WINDOW.end(),
                                List.of(new AlertEntry(EIGHT, AlertEntry.What.OPENED, "freeflow", ""))),
                        "00000000090e414c4552545f310464370a717565756514434f4e47455354494f4e0848494748084f50454e0a49"
                                + "2d352d4e0c37373338363900000000000024400c37363735343100000000000029400200000000000020400200"
                                + "000000000011400000023c0000000000000840000000000000e83f80a0eaefb94dc0ef8ef0b94d0280a0eaefb9"
                                + "4d0c4f50454e45441066726565666c6f770000"),
                Arguments.of(
                        new AlertAct("d7", "ALERT_1", AlertAct.Kind.NOTE, "ann", "on it"),
                        "000000000a0464370e414c4552545f31084e4f544506616e6e0a6f6e206974"),
                Arguments.of(
                        new Incident(
                                "INC_1",
                                "d7",
                                "ann",
                                IncidentType.ACCIDENT,
                                Severity.HIGH,
                                new IncidentPlace.OnCorridor("I-5-N", 10, 12.5),
                                Optional.of(new Position(34.5, -118.25)),
                                EIGHT,
                                Optional.of(WINDOW.end()),
                                Optional.empty(),
                                OptionalInt.of(2),
                                "two lanes",
                                EIGHT),
                        "000000000f0a494e435f3104643706616e6e104143434944454e540848494748020a492d352d4e0200000000000024400200000000000029400000020000000000404140020000000000905dc080a0eaefb94d02c0ef8ef0b94d0002041274776f206c616e657380a0eaefb94d"));
    }

    @Test
    void aWindowOfTheTimeBeforeSuspectStatesIsRead() {
        var read = new Wire(WireIds.committed())
                .decode(HexFormat.of()
                        .parseHex("000000000404643780a0eaefb94dc0ef8ef0b94d020a04c0ef8ef0b94d020c3736373534310000"
                                + "0000" + "0400"));

        Messages.assertSame(
                read, new WindowPart("d7", WINDOW, 1, 5, 2, WINDOW.end(), List.of(TrafficState.missing("767541"))));
    }

    private static DeadLetter letter(String id, Optional<String> sensorId, boolean replayed) {
        return new DeadLetter(
                id, "validate", "metr-la", sensorId, Reason.UNREADABLE, "no fields", new byte[] {0, -1, 127}, replayed);
    }

    @Test
    void aReadingOfTheTimeBeforeRemarksIsRead() {
        var bytes = "00000000020e6d6574722d6c610c37373338363980a0eaefb94dc0ef8ef0b94d02000000000020504000020000"
                + "000000005940c0ef8ef0b94d02226f63637570616e63795f70657263656e740a3130312e300a3130302e3000";

        Messages.assertSame(
                new Wire(WireIds.committed()).decode(HexFormat.of().parseHex(bytes)),
                new Reading(
                        "metr-la",
                        "773869",
                        WINDOW,
                        new Measurement(64.5, Double.NaN, 100),
                        WINDOW.end(),
                        List.of(new Correction("occupancy_percent", "101.0", "100.0"))));
    }

    @Test
    void aLetterOfVersionOneIsRead() {
        var bytes = "00000000031076616c69646174650e6d6574722d6c6114756e7265616461626c65126e6f206669656c64730600ff7f";

        Messages.assertSame(
                new Wire(WireIds.committed()).decode(HexFormat.of().parseHex(bytes)),
                letter("", Optional.empty(), false));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theBytesOfAMessageNeverChange(Message message, String bytes) {
        var wire = new Wire(WireIds.committed());

        assertThat(HexFormat.of().formatHex(wire.encode(message))).isEqualTo(bytes);
        Messages.assertSame(wire.decode(HexFormat.of().parseHex(bytes)), message);
    }
}
