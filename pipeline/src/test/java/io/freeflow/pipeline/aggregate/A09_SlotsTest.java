package io.freeflow.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What aggregate tells of a minute before its window closes. */
class A09_SlotsTest {

    private static final Instant EIGHT = Instant.parse("2026-03-03T08:00:00Z");

    private final List<WindowPart> slots = new ArrayList<>();
    private AggregateStage stage = road(Duration.ofMinutes(1));

    private static AggregateStage road(Duration slot) {
        var config = new AggregateConfig(
                Duration.ZERO, Duration.ofHours(12), Duration.ofHours(24), Duration.ofDays(1), slot);
        return new AggregateStage(config, Drawing.NETWORK, 0, 1, 1);
    }

    private void read(String sensorId, int second, double mph, double vph) {
        var interval = Interval.startingAt(EIGHT.plusSeconds(second), Duration.ofSeconds(30));
        var measurement = new Measurement(mph, vph, Double.NaN);
        take(new Reading("loops", sensorId, interval, measurement, interval.end(), List.of()));
    }

    private void mark(int second) {
        take(new Mark("loops", 0, EIGHT.plusSeconds(second)));
    }

    private void take(io.freeflow.core.road.Message input) {
        stage.accept(input, output -> {
            if (output instanceof WindowPart part && part.isSlot()) {
                slots.add(part);
            }
        });
    }

    private String north() {
        return String.join(
                "\n",
                slots.stream()
                        .filter(slot -> slot.region().equals("north"))
                        .map(slot -> slot.interval().start() + " "
                                + slot.states().stream()
                                        .map(state -> "%s %.0f mph %.0f vph"
                                                .formatted(
                                                        state.sensorId(),
                                                        state.measurement().speedMph(),
                                                        state.measurement().flowVph()))
                                        .toList())
                        .toList());
    }

    @Test
    void aSlotIsToldOnceWhenTheMarksHavePassedItWithTheMeanOfItsReadings() {
        mark(0);
        read("A", 0, 60, 1000);
        read("A", 30, 40, 3000);
        read("B", 30, 50, 1200);
        mark(30);
        assertThat(slots).isEmpty();

        mark(60);
        read("A", 15, 10, 10); // late, and across no slot: the slot is told already
        mark(90);
        read("A", 90, 20, 500);
        mark(180);

        assertThat(north()).isEqualTo("""
                2026-03-03T08:00:00Z [A 45 mph 2000 vph, B 50 mph 1200 vph]
                2026-03-03T08:01:00Z [A 20 mph 500 vph]
                2026-03-03T08:02:00Z []""");
        assertThat(slots)
                .hasSize(6)
                .allSatisfy(slot -> assertThat(slot.revision()).isZero());
        assertThat(stage.books().counts()).containsEntry("slot-parts", 6L);
    }

    @Test
    void aRestartTellsNoSlotAgainAndForgetsNone() {
        mark(0);
        read("A", 0, 60, 1000);
        mark(60);
        read("A", 60, 30, 1000);
        var before = stage;
        stage = road(Duration.ofMinutes(1));
        before.save((granule, bytes) -> {
            if (bytes != null) {
                stage.restore(granule, bytes);
            }
        });
        mark(120);

        assertThat(north()).isEqualTo("""
                2026-03-03T08:00:00Z [A 60 mph 1000 vph]
                2026-03-03T08:01:00Z [A 30 mph 1000 vph]""");
    }

    @Test
    void noneAreToldWhereNobodyWantsThem() {
        stage = road(Duration.ZERO);
        mark(0);
        read("A", 0, 60, 1000);
        mark(120);

        assertThat(slots).isEmpty();
    }
}
