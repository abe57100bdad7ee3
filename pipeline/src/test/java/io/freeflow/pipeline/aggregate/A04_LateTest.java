package io.freeflow.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.road.WindowPart;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A closed part never changes: what comes late is its next revision. Remarks say what each reading is taken for. */
class A04_LateTest {

    private final Drawing road = Drawing.road();

    @Test
    void theSameValueAgainIsADuplicate() {
        road.draw("""
                08:00  A  52
                08:00  A  52  duplicate
                08:05  mark
                08:00  A  52  duplicate
                """);

        assertThat(road.parts()).containsExactly("08:00 north r0: A 52.0", "08:00 south r0:");
        assertThat(road.books()).isEqualTo(Map.of("windowed", 1L, "duplicate", 2L, "marks", 1L, "parts", 2L));
    }

    @Test
    void anotherValueRevises() {
        road.draw("""
                08:00  A  52
                08:00  A  53  revised
                08:00  A  -   veh/h=600  revised
                08:05  mark
                """);

        assertThat(road.parts()).contains("08:00 north r0: A - 600.0veh/h");
    }

    @Test
    void aLateReadingIsTheNextRevisionOfItsPart() {
        road.draw("""
                08:00  A  52
                08:05  mark
                """).parts();

        road.draw("08:00  B  60  late");
        assertThat(road.parts()).containsExactly("08:00 north r1: A 52.0, B 60.0");

        road.draw("08:00  B  61  revised");
        assertThat(road.parts()).containsExactly("08:00 north r2: A 52.0, B 61.0");

        road.draw("""
                08:00  C  35  late
                08:00  Z  44  late
                """);
        assertThat(road.parts()).containsExactly("08:00 south r1: C 35.0", "08:00 unplaced r0: Z 44.0");
        assertThat(road.books()).containsEntry("parts", 6L).containsEntry("late", 3L);
    }

    @Test
    void anotherFeedOrStartIsAnotherReading() {
        road.draw("""
                08:00     A  52
                08:00     A  52  of=probes
                08:00:30  A  52
                """);

        assertThat(road.books()).isEqualTo(Map.of("windowed", 3L));
    }

    @Test
    void aRevisionIsNeverKnownBeforeTheOneItReplaces() {
        road.draw("""
                08:00:00  A  52  s=30
                08:10     mark
                08:00:00  A  53  s=30 revised
                08:00:30  A  54  s=30 known=08:30 late
                """);

        assertThat(road.takeParts().stream().filter(part -> part.region().equals("north")))
                .extracting(
                        WindowPart::revision, part -> part.knownAt().toString().substring(11, 16))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, "08:10"),
                        org.assertj.core.groups.Tuple.tuple(0, "08:10"),
                        org.assertj.core.groups.Tuple.tuple(1, "08:10"),
                        org.assertj.core.groups.Tuple.tuple(2, "08:30"));
    }

    @Test
    void beyondRetentionIsTooLate() {
        var road = Drawing.road(
                new AggregateConfig(
                        Duration.ZERO, Duration.ofMinutes(10), Duration.ofHours(24), Duration.ofDays(1), Duration.ZERO),
                1);

        road.draw("""
                08:00  A  52
                08:05  mark
                08:10  mark
                08:00  B  60  late
                08:15  mark
                08:20  mark
                """).parts();
        road.draw("""
                08:00  B  60  too-late
                08:05  B  60  too-late
                08:10  B  60  late
                """);

        assertThat(road.parts()).containsExactly("08:10 north r1: B 60.0");
    }

    @Test
    void withoutRetentionEverythingLateIsTooLate() {
        var road = Drawing.road(
                new AggregateConfig(
                        Duration.ZERO, Duration.ZERO, Duration.ofHours(24), Duration.ofDays(1), Duration.ZERO),
                1);

        road.draw("""
                08:00  A  52
                08:05  mark
                08:00  A  52  too-late
                08:05  A  52
                """);

        assertThat(road.parts()).hasSize(2);
    }
}
