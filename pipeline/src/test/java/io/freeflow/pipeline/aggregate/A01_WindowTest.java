package io.freeflow.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mark closes the window before it. A and B are sensors in the north, C is one in the south. */
class A01_WindowTest {

    private final Drawing road = Drawing.road();

    @Test
    void aMarkClosesTheWindowBeforeIt() {
        road.draw("""
                08:00  A  52
                08:00  B  60
                08:00  C  35
                """);
        assertThat(road.parts()).isEmpty();

        road.draw("08:05 mark");
        assertThat(road.parts()).containsExactly("08:00 north r0: A 52.0, B 60.0", "08:00 south r0: C 35.0");
    }

    @Test
    void aPartSaysWhereItBelongsAndWhenItWasKnown() {
        road.draw("""
                08:00  A  52  veh/h=1200  occ=8
                08:06  mark
                """);

        assertThat(road.takeParts())
                .contains(new WindowPart(
                        "north",
                        new Interval(Drawing.time("08:00"), Drawing.time("08:05")),
                        0,
                        1,
                        0,
                        Drawing.time("08:06"),
                        List.of(TrafficState.observed("A", new Measurement(52, 1200, 8), 1))));
    }

    @Test
    void emptyWindowsArePublishedForEveryRegion() {
        road.draw("""
                08:05  mark
                08:15  mark
                """);

        assertThat(road.parts())
                .containsExactly(
                        "08:00 north r0:",
                        "08:00 south r0:",
                        "08:05 north r0:",
                        "08:05 south r0:",
                        "08:10 north r0:",
                        "08:10 south r0:");
    }

    @Test
    void aMarkWithinAWindowClosesNothing() {
        road.draw("""
                08:00  A  52
                08:04:59  mark
                """);
        assertThat(road.parts()).isEmpty();

        road.draw("08:05  mark");
        assertThat(road.parts()).containsExactly("08:00 north r0: A 52.0", "08:00 south r0:");
    }

    @Test
    void theSameMarkAgainClosesNothing() {
        road.draw("08:05  mark").parts();

        road.draw("""
                08:05  mark
                08:00  mark
                """);
        assertThat(road.parts()).isEmpty();
        assertThat(road.books()).isEqualTo(Map.of("marks", 3L, "parts", 2L));
    }

    @Test
    void aReadingBelongsToTheWindowInWhichItStarts() {
        road.draw("""
                08:04:59  A  10
                08:05     A  20
                08:10     mark
                """);

        assertThat(road.parts())
                .containsExactly(
                        "08:00 north r0: A 10.0", "08:00 south r0:", "08:05 north r0: A 20.0", "08:05 south r0:");
    }

    @Test
    void unknownSensorsAreUnplaced() {
        road.draw("""
                08:00  Z  44
                08:00  A  52
                08:05  mark
                """);

        assertThat(road.parts())
                .containsExactly("08:00 north r0: A 52.0", "08:00 south r0:", "08:00 unplaced r0: Z 44.0");
    }

    @Test
    void nothingElseIsTaken() {
        assertThatThrownBy(() -> road.take(new LetterPassed("0-1", "loops")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("aggregate takes readings and marks, was given");
    }
}
