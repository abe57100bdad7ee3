package io.freeflow.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where the grid of windows begins, and where the feed clock jumps. Here a gap of more than 20 minutes is a jump. */
class A05_GapTest {

    private final Drawing road = Drawing.road(
            new AggregateConfig(
                    Duration.ZERO, Duration.ofHours(12), Duration.ofMinutes(20), Duration.ofDays(1), Duration.ZERO),
            1);

    @Test
    void theGridBeginsWithTheWindowOfTheFirstMark() {
        road.draw("08:10  mark");

        assertThat(road.parts()).containsExactly("08:05 north r0:", "08:05 south r0:");
    }

    @Test
    void whatWasReadBeforeTheFirstMarkIsNotLost() {
        road.draw("""
                07:00  A  52
                07:10  B  60
                08:02  mark
                """);

        assertThat(road.parts())
                .containsExactly(
                        "07:00 north r0: A 52.0", "07:00 south r0:", "07:10 north r0: B 60.0", "07:10 south r0:");
    }

    @Test
    void aGapAsLongAsAllowedIsFilledWithEmptyWindows() {
        road.draw("08:00  mark").parts();

        road.draw("08:20  mark");
        assertThat(road.parts()).hasSize(8);
    }

    @Test
    void aJumpLeavesAGap() {
        road.draw("""
                08:05  mark
                08:05  A  52
                """).parts();

        road.draw("2T08:00  mark");
        assertThat(road.parts()).containsExactly("08:05 north r0: A 52.0", "08:05 south r0:");

        road.draw("2T08:05  mark");
        assertThat(road.parts()).containsExactly("08:00 north r0:", "08:00 south r0:");
    }

    @Test
    void aReadingOfTheGapIsLateAndPublished() {
        road.draw("""
                08:05  mark
                09:00  mark
                """).parts();

        road.draw("08:30  A  52  late");
        assertThat(road.parts()).containsExactly("08:30 north r0: A 52.0");
    }

    @Test
    void aJumpBeyondRetentionDropsWhatItPublishes() {
        road.draw("""
                08:00  A  52
                2T08:00  mark
                """);
        assertThat(road.parts()).hasSize(4);

        road.draw("08:00  A  53  too-late");
        assertThat(road.parts()).isEmpty();
    }

    @Test
    void aReadingOfTomorrowWaits() {
        road.draw("""
                2T08:00  A  52
                08:05  mark
                08:10  mark
                """).parts();
        road.draw("2T08:05  mark");

        assertThat(road.parts()).containsExactly("08:00 north r0: A 52.0", "08:00 south r0:");
    }
}
