package io.freeflow.app.bench.health;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.app.bench.health.HiddenCells.Gap;
import io.freeflow.app.bench.health.HiddenCells.Kind;
import io.freeflow.app.bench.health.HiddenCells.Misses;
import io.freeflow.app.bench.health.HiddenCells.Traffic;
import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.pipeline.health.Sample;
import io.freeflow.testkit.Networks;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HiddenCellsTest {

    private static final Instant START = Instant.parse("2026-09-14T10:00:00Z");
    private static final int DAY = 288;
    private static final double SLOWER_A_WINDOW = 0.05;

    private static final List<String> STATIONS =
            IntStream.range(0, 40).mapToObj(station -> "S" + station).toList();

    private final Network network = Networks.draw("la  I-5  N  " + String.join(" ", STATIONS));
    private final HiddenCells cells = new HiddenCells(network, 7);
    private final Map<String, List<Sample>> lanes = new HashMap<>();

    private void say(String sensor, double mph) {
        lanes.put(HealthTrial.laneId(sensor, 0), List.of(new Sample(0, 30, new Measurement(mph, 1000, 10))));
    }

    private void take(int window, SingleLoops.Purpose purpose) {
        cells.take(START.plus(FiveMinutes.LENGTH.multipliedBy(window)), lanes, purpose);
    }

    @Test
    void theLastValueIsAsFarOffAsTheStationHasBeenSilent() {
        for (int window = 0; window < 2 * DAY; window++) {
            for (String station : STATIONS) {
                say(station, 80 - SLOWER_A_WINDOW * window);
            }
            take(window, SingleLoops.Purpose.COMPARE);
        }

        assertThat(lastValueMisses(Gap.FIVE_MINUTES)).isCloseTo(SLOWER_A_WINDOW, within(0.001));
        assertThat(lastValueMisses(Gap.FIFTEEN_MINUTES)).isBetween(2 * SLOWER_A_WINDOW, 3 * SLOWER_A_WINDOW);
        assertThat(lastValueMisses(Gap.THIRTY_MINUTES)).isBetween(4 * SLOWER_A_WINDOW, 6 * SLOWER_A_WINDOW);
        assertThat(lastValueMisses(Gap.AN_HOUR)).isBetween(7 * SLOWER_A_WINDOW, 12 * SLOWER_A_WINDOW);
        assertThat(lastValueMisses(Gap.HOURS)).isNaN();
    }

    @Test
    void whatNobodyCouldKnowIsMissedInFull() {
        for (int window = 0; window < 2 * DAY; window++) {
            boolean falls = window == 2 * DAY - 1;
            for (String station : STATIONS) {
                say(station, falls ? 50 : 70);
            }
            take(window, falls ? SingleLoops.Purpose.COMPARE : SingleLoops.Purpose.LEARN);
        }

        assertThat(cells.misses()).isNotEmpty();
        assertThat(cells.misses().values())
                .allSatisfy(misses ->
                        assertThat(misses.by(ImputationMethod.PROFILE)).isCloseTo(20, within(0.001)));
    }

    @Test
    void whatAStationDidNotSayIsNoTruth() {
        for (int window = 0; window < DAY; window++) {
            for (String station : STATIONS) {
                say(station, 60);
            }
            take(window, SingleLoops.Purpose.LEARN);
        }
        lanes.clear();

        for (int window = DAY; window < 2 * DAY; window++) {
            take(window, SingleLoops.Purpose.COMPARE);
        }

        assertThat(cells.misses()).isEmpty();
    }

    @Test
    void withoutANeighbourAStationIsToldApartByWhatItSaidLast() {
        var apart = Networks.draw(STATIONS.stream()
                .map(station -> "la  I-" + station + "  N  " + station)
                .collect(joining("\n")));
        var alone = new HiddenCells(apart, 7);
        for (int window = 0; window < 3 * DAY; window++) {
            for (String station : STATIONS) {
                say(station, 30 + 20 * (window % 3));
            }
            var purpose = window < DAY ? SingleLoops.Purpose.LEARN : SingleLoops.Purpose.COMPARE;
            alone.take(START.plus(FiveMinutes.LENGTH.multipliedBy(window)), lanes, purpose);
        }

        var congested = Objects.requireNonNull(alone.lonely().get(new Kind(Traffic.CONGESTED, Gap.FIVE_MINUTES)));
        assertThat(congested.by(ImputationMethod.LAST_VALUE))
                .as("50 comes after 30")
                .isEqualTo(20);
        assertThat(congested.by(ImputationMethod.NEIGHBOURS)).isNaN();
    }

    @Test
    void whereNeighboursAreSeenNoStationIsAlone() {
        for (int window = 0; window < 2 * DAY; window++) {
            lanes.clear();
            for (String station : STATIONS) {
                say(station, 60);
            }
            take(window, window < DAY ? SingleLoops.Purpose.LEARN : SingleLoops.Purpose.COMPARE);
        }

        long hidden = cells.misses().values().stream().mapToLong(Misses::hidden).sum();
        long lonely = cells.lonely().values().stream().mapToLong(Misses::hidden).sum();
        assertThat(lonely).isLessThan(hidden / 10);
    }

    private double lastValueMisses(Gap gap) {
        return free(gap).by(ImputationMethod.LAST_VALUE);
    }

    private Misses free(Gap gap) {
        return Objects.requireNonNull(cells.misses().get(new Kind(Traffic.FREE, gap)));
    }
}
