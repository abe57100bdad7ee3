package io.freeflow.feeds.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.feeds.simulate.road.RoadMap;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class D05_SimulatorGatesTest {

    /** Thursday 2026-10-15, 03:00 in Los Angeles. */
    private static final Instant DAY = Instant.parse("2026-10-15T10:00:00Z");

    static LongStream seeds() {
        var only = Long.getLong("seed");
        return LongStream.of(1, only != null ? only : new Random().nextLong(1_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void trafficBehavesAsTrafficDoes(long seed) {
        var city = SimulatedCity.of(RoadMap.losAngeles(), seed, SimulatorOptions.DEFAULT);

        var gates = SimulatorGates.measure(city, DAY);

        assertThat(gates).hasSize(14).allMatch(SimulatorGates.Gate::isOpen);
    }
}
