package io.freeflow.pipeline.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.reading.Correction;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.core.time.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each raw record gets one of three verdicts. */
class A01_VerdictTest {

    private static final String GOOD = "sensor=A; time=2012-03-01T08:00:00Z; mph=65; vph=4800; occ=8.5";

    private final Desk desk = new Desk();

    @Test
    void aGoodRecordIsAccepted() {
        var reading = desk.hand(GOOD);

        assertThat(reading)
                .isEqualTo(new Reading(
                        "loops",
                        "A",
                        new Interval(Instant.parse("2012-03-01T08:00:00Z"), Instant.parse("2012-03-01T08:05:00Z")),
                        new Measurement(65, 4800, 8.5),
                        Instant.parse("2012-03-01T08:05:00Z"),
                        List.of()));
        assertThat(desk.books()).isEqualTo(Map.of("received", 1L, "accepted", 1L));
    }

    @Test
    void stoppedTrafficIsNotMissing() {
        var reading = desk.read("sensor=A; time=2012-03-01T08:00:00Z; mph=0; vph=0; occ=100");

        assertThat(reading.measurement()).isEqualTo(new Measurement(0, 0, 100));
    }

    @Test
    void whatTheRecordDoesNotSayIsMissing() {
        var reading = desk.read("sensor=A; time=2012-03-01T08:00:00Z; mph=65");

        assertThat(reading.measurement()).isEqualTo(Measurement.ofSpeed(65));
        assertThat(desk.read("sensor=A; time=2012-03-01T08:00:00Z; occ=9").measurement())
                .isEqualTo(new Measurement(Double.NaN, Double.NaN, 9));
    }

    @Test
    void zeroHasNoSign() {
        var reading = desk.read("sensor=A; time=2012-03-01T08:00:00Z; mph=-0.0");

        assertThat(reading.measurement()).isEqualTo(Measurement.ofSpeed(0));
    }

    @Test
    void aCountThatNoRoadCarriesIsCorrectedAndTheCorrectionTold() {
        var reading = desk.read("sensor=A; time=2012-03-01T08:00:00Z; mph=65; vph=15000.5; occ=104");

        assertThat(reading.measurement()).isEqualTo(new Measurement(65, 15000, 100));
        assertThat(reading.corrections())
                .containsExactly(
                        new Correction("flow_vph", "15000.5", "15000.0"),
                        new Correction("occupancy_percent", "104.0", "100.0"));
        assertThat(desk.books()).containsEntry("received", 1L).containsEntry("corrected", 1L);
    }

    @Test
    void theLimitsThemselvesAreBelieved() {
        var reading = desk.read("sensor=A; time=2012-03-01T08:00:00Z; mph=120; vph=15000; occ=100");

        assertThat(reading.corrections()).isEmpty();
        assertThat(reading.measurement()).isEqualTo(new Measurement(120, 15000, 100));
    }

    @Test
    void aRejectedRecordBecomesALetterWithItsOriginalBytes() {
        byte[] bytes = {'s', 'e', 'n', 's', 'o', 'r', (byte) 0xff, 0, (byte) 0xc3};

        var letter = (DeadLetter) desk.hand(new RawRecord("loops", 7, 42, bytes, Optional.empty()));

        assertThat(letter.letterId()).as("its place on the log").isEqualTo("7-42");
        assertThat(letter.replayed()).isFalse();
        assertThat(letter.sensorId()).isEmpty();
        assertThat(letter.stage()).isEqualTo("validate");
        assertThat(letter.source()).isEqualTo("loops");
        assertThat(letter.reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(letter.payload()).containsExactly(bytes);
        assertThat(desk.books()).isEqualTo(Map.of("received", 1L, "rejected.unreadable", 1L));
    }

    @Test
    void aLetterNamesItsSensorIfThatIsAnId() {
        assertThat(letter("sensor=A; time=noon; mph=65").sensorId()).contains("A");
        assertThat(letter("sensor= ; time=noon; mph=65").sensorId()).isEmpty();
        assertThat(letter("sensor=A\0; time=noon; mph=65").sensorId()).isEmpty();
        assertThat(letter("sensor=" + "A".repeat(101) + "; time=noon; mph=65").sensorId())
                .isEmpty();
    }

    private DeadLetter letter(String note) {
        return (DeadLetter) desk.hand(note);
    }

    @Test
    void aReplayThatPassesTellsItsLetterAndIsAReadingLikeAnyOther() {
        var out = desk.replay("3-99", GOOD);

        assertThat(out).containsExactly(desk.hand(GOOD), new LetterPassed("3-99", "loops"));
        assertThat(desk.books()).containsEntry("replays-passed", 1L).containsEntry("accepted", 2L);
    }

    @Test
    void aReplayThatFailsAgainIsTheSameLetter() {
        var out = desk.replay("3-99", "sensor=A; time=noon; mph=65");

        assertThat(out).singleElement().isInstanceOfSatisfying(DeadLetter.class, letter -> {
            assertThat(letter.letterId()).isEqualTo("3-99");
            assertThat(letter.replayed()).isTrue();
        });
        assertThat(desk.books()).isEqualTo(Map.of("received", 1L, "rejected.bad-timestamp", 1L));
    }

    @Test
    void aLetterSaysNothingThatADatabaseCannotStore() {
        var letter = (DeadLetter) desk.hand("sensor=A; time=\0\n\u0085; mph=65");

        assertThat(letter.detail()).doesNotContain("\0", "\n");
        assertThat(letter.payload()).isEqualTo("sensor=A; time=\0\n\u0085; mph=65".getBytes(UTF_8));
    }

    @Test
    void marksPassUnchangedAndAreCounted() {
        var mark = new Mark("loops", 2, Instant.parse("2012-03-01T08:05:00Z"));

        assertThat(desk.hand(mark)).isSameAs(mark);
        assertThat(desk.books()).isEqualTo(Map.of("marks", 1L));
    }

    @Test
    void nothingElseIsTaken() {
        assertThatThrownBy(() -> desk.hand(new LetterPassed("0-1", "loops")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("validate takes raw records and marks, was given");
    }

    @Test
    void saveHandsOnOnlyWhatChanged() {
        desk.mark("2012-03-01T08:05:00Z");

        assertThat(desk.save()).containsExactly("counts", "mark/loops");
        assertThat(desk.save()).isEmpty();

        desk.hand(GOOD);
        desk.mark("2012-03-01T08:04:00Z");
        assertThat(desk.save()).containsExactly("counts");
    }
}
