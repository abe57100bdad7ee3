package io.freeflow.pipeline.aggregate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.road.Mark;
import io.freeflow.core.road.WindowPart;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A window closes when every lane of every source has passed its end and grace. */
class A03_MarksTest {

    private static final AggregateConfig SILENT_AFTER_TEN = new AggregateConfig(
            Duration.ZERO, Duration.ofHours(12), Duration.ofHours(24), Duration.ofMinutes(10), Duration.ZERO);

    @Test
    void allLanesCloseAWindow() {
        var road = Drawing.road(Drawing.CONFIG, 3).draw("""
                08:00  A  52
                08:05  mark  lane=0
                08:05  mark  lane=2
                """);
        assertThat(road.parts()).isEmpty();

        road.draw("08:05  mark  lane=1");
        assertThat(road.parts()).containsExactly("08:00 north r0: A 52.0", "08:00 south r0:");
    }

    @Test
    void aSilentLaneHoldsTheWindowOpen() {
        var road = Drawing.road(Drawing.CONFIG, 2).draw("""
                08:05  mark
                08:05  A  52
                08:10  mark  lane=0
                08:15  mark  lane=0
                08:20  mark  lane=0
                08:05  B  60
                """);
        assertThat(road.parts()).containsExactly("08:00 north r0:", "08:00 south r0:");

        road.draw("08:10  mark  lane=1");
        assertThat(road.parts()).containsExactly("08:05 north r0: A 52.0, B 60.0", "08:05 south r0:");
    }

    @Test
    void theSlowestSourceHoldsTheWindowOpen() {
        var road = Drawing.road().draw("""
                08:05  mark
                08:05  mark  of=probes
                08:10  mark
                08:05  A  52 of=probes
                """);
        road.parts();

        road.draw("08:09  mark  of=probes");
        assertThat(road.parts()).isEmpty();

        road.draw("08:10  mark  of=probes");
        assertThat(road.parts()).containsExactly("08:05 north r0: A 52.0", "08:05 south r0:");
    }

    @Test
    void theSlowestLaneOfAnySourceCounts() {
        var marks = new Marks(2, Duration.ofMinutes(10));
        marks.take(new Mark("loops", 0, Drawing.time("08:00")));
        marks.take(new Mark("loops", 1, Drawing.time("08:15")));
        marks.take(new Mark("probes", 0, Drawing.time("08:10")));
        marks.take(new Mark("probes", 1, Drawing.time("08:05")));
        assertThat(marks.completeUntil()).contains(Drawing.time("08:00"));

        marks.take(new Mark("loops", 0, Drawing.time("08:20")));
        assertThat(marks.completeUntil()).contains(Drawing.time("08:05"));
    }

    @Test
    void aNewSourceHoldsFromItsFirstWordAndOpensNothingAgain() {
        var road = Drawing.road(Drawing.CONFIG, 2).draw("""
                08:10  mark
                08:00  mark  of=probes lane=0
                08:20  mark
                """);
        assertThat(road.parts()).hasSize(2);

        road.draw("""
                08:00  mark  of=probes
                08:05  A  52  late
                08:15  mark  of=probes
                """);
        assertThat(road.parts()).containsExactly("08:05 north r1: A 52.0", "08:10 north r0:", "08:10 south r0:");
    }

    @Test
    void aSourceThatFallsSilentHoldsWindowsForItsDeadlineOnly() {
        var road = Drawing.road(SILENT_AFTER_TEN, 2).draw("""
                08:00  mark
                08:00  mark  of=probes
                """);
        road.parts();

        road.draw("""
                08:00  A  52
                08:00  B  40  of=probes
                08:05  mark
                08:10  mark
                """);
        assertThat(road.parts()).as("probes are at most ten minutes behind").isEmpty();

        road.draw("08:10:01  mark");
        assertThat(road.parts())
                .containsExactly(
                        "08:00 north r0: A 52.0, B 40.0", "08:00 south r0:", "08:05 north r0:", "08:05 south r0:");

        road.draw("08:15  mark");
        assertThat(road.parts()).as("it waits for them no more").hasSize(2);
    }

    @Test
    void whatASilentSourceSaysAfterAllIsLateAndCountedAndItIsWaitedForOnceItIsNearAgain() {
        var road = Drawing.road(SILENT_AFTER_TEN, 1).draw("""
                08:00  mark
                08:00  mark  of=probes
                08:00  A  52
                08:20  mark
                """);
        road.parts();

        road.draw("""
                08:00  B  40  of=probes late
                08:05  mark   of=probes
                08:25  mark
                """);
        assertThat(road.parts())
                .containsExactly("08:00 north r1: A 52.0, B 40.0", "08:20 north r0:", "08:20 south r0:");

        road.draw("""
                08:25  B  41  of=probes
                08:25  mark   of=probes
                08:30  mark
                """);
        assertThat(road.parts())
                .as("probes are not yet through with this window")
                .isEmpty();

        road.draw("08:30  mark  of=probes");
        assertThat(road.parts()).containsExactly("08:25 north r0: B 41.0", "08:25 south r0:");
    }

    @Test
    void aLaneThatIsSlowMakesNoSourceSilent() {
        var road = Drawing.road(SILENT_AFTER_TEN, 2).draw("""
                08:00  mark
                08:00  mark  of=probes
                09:00  mark  lane=0
                09:00  mark  of=probes lane=0
                """);
        road.parts();

        road.draw("""
                08:00  A  52
                08:05  mark  lane=1
                """);
        assertThat(road.parts()).isEmpty();

        road.draw("08:05  mark  of=probes lane=1");
        assertThat(road.parts()).containsExactly("08:00 north r0: A 52.0", "08:00 south r0:");
    }

    /** Somebody who writes his marks into one partition. */
    @Test
    void aSourceThatNeverSpeaksInALaneIsWaitedForThereForItsDeadlineOnly() {
        var road = Drawing.road(SILENT_AFTER_TEN, 2).draw("""
                08:00  mark
                08:00  mark  of=probes lane=0
                """);
        road.parts();

        road.draw("""
                08:10  mark
                08:10  mark  of=probes lane=0
                """);
        assertThat(road.parts()).isEmpty();

        road.draw("""
                08:15  mark
                08:15  mark  of=probes lane=0
                """);
        assertThat(road.parts()).hasSize(6);
    }

    @Test
    void aWindowWaitsForItsGrace() {
        var road = Drawing.road(
                new AggregateConfig(
                        Duration.ofMinutes(2),
                        Duration.ofHours(12),
                        Duration.ofHours(24),
                        Duration.ofDays(1),
                        Duration.ZERO),
                1);

        road.draw("""
                08:00  A  52
                08:06  mark
                08:00  B  60
                """);
        assertThat(road.parts()).isEmpty();

        road.draw("08:07  mark");
        assertThat(road.takeParts())
                .extracting(WindowPart::knownAt)
                .containsExactly(Drawing.time("08:07"), Drawing.time("08:07"));
    }

    @Test
    void partsAgreeOnTheWindowsWhateverTheyRead() {
        String marks = """
                08:05  mark
                08:15  mark
                """;

        var one = Drawing.part(Drawing.CONFIG, 0, 2, 1)
                .draw("08:00 A 52\n" + marks)
                .takeParts();
        var other = Drawing.part(Drawing.CONFIG, 1, 2, 1)
                .draw(marks + "08:15 C 35\n")
                .takeParts();

        assertThat(other).hasSize(6).allMatch(part -> part.part() == 1 && part.parts() == 2);
        assertThat(other.stream().map(A03_MarksTest::window))
                .containsExactlyElementsOf(
                        one.stream().map(A03_MarksTest::window).toList());
    }

    private static String window(WindowPart part) {
        return part.region() + " " + part.interval() + " r" + part.revision() + " " + part.knownAt();
    }

    @Test
    void textRemembersEverything() {
        var marks = new Marks(2, Duration.ofMinutes(10));
        marks.take(new Mark("loops", 0, Drawing.time("08:05")));
        marks.take(new Mark("loops", 1, Drawing.time("08:00:00.125")));
        marks.take(new Mark("a feed with blanks", 1, Drawing.time("08:10")));

        var restored = new Marks(2, Duration.ofMinutes(10));
        restored.restore(marks.toText());
        assertThat(restored.toText()).isEqualTo(marks.toText());
        assertThat(restored.completeUntil()).isEmpty();
        var fromBefore = new Marks(2, Duration.ofMinutes(10));
        fromBefore.restore(
                marks.toText().lines().filter(line -> !line.startsWith("first")).collect(joining("\n")));
        assertThat(fromBefore.completeUntil())
                .as("of a release without first words")
                .isEmpty();

        restored.take(new Mark("a feed with blanks", 0, Drawing.time("08:10")));
        assertThat(restored.completeUntil()).contains(Drawing.time("08:00:00.125"));
    }

    @Test
    void aMarkThatSaysNothingNewIsNoNews() {
        var marks = new Marks(1, Duration.ofMinutes(10));

        assertThat(marks.completeUntil()).isEmpty();
        assertThat(marks.take(new Mark("loops", 0, Drawing.time("08:05")))).isTrue();
        assertThat(marks.take(new Mark("loops", 0, Drawing.time("08:05")))).isFalse();
        assertThat(marks.take(new Mark("loops", 0, Drawing.time("08:00")))).isFalse();
        assertThat(marks.completeUntil()).contains(Drawing.time("08:05"));
    }

    @Test
    void aConfigurationThatMakesNoSenseIsRefused() {
        var hour = Duration.ofHours(1);

        assertThatThrownBy(() -> new AggregateConfig(hour.negated(), hour, hour, Duration.ofDays(1), Duration.ZERO))
                .hasMessage("aggregate.grace must not be negative, was PT-1H");
        assertThatThrownBy(() -> new AggregateConfig(hour, hour.negated(), hour, Duration.ofDays(1), Duration.ZERO))
                .hasMessage("aggregate.retention must not be negative, was PT-1H");
        assertThatThrownBy(
                        () -> new AggregateConfig(hour, hour, Duration.ofMinutes(4), Duration.ofDays(1), Duration.ZERO))
                .hasMessage("aggregate.max-gap must be at least 5m, was PT4M");
        assertThatThrownBy(() -> new AggregateConfig(hour, hour, hour, Duration.ZERO, Duration.ZERO))
                .hasMessage("aggregate.silent-after must be above 0, was PT0S");
    }
}
