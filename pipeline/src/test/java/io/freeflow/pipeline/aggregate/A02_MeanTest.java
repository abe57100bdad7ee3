package io.freeflow.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Several readings make one state: means by time, and speed by vehicles where each reading counted them. */
class A02_MeanTest {

    private final Drawing road = Drawing.road();

    @Test
    void speedIsWeightedByVehicles() {
        road.draw("""
                08:00:00  A  60  veh/h=600  s=30
                08:00:30  A  30  veh/h=1200 s=30
                08:05     mark
                """);

        assertThat(road.parts()).contains("08:00 north r0: A 40.0 900.0veh/h n=2");
    }

    @Test
    void withoutFlowSpeedIsWeightedByTime() {
        road.draw("""
                08:00:00  A  60  s=30
                08:00:30  A  30  s=60
                08:05     mark
                """);

        assertThat(road.parts()).contains("08:00 north r0: A 40.0 n=2");
    }

    @Test
    void oneMissingFlowMakesItTime() {
        road.draw("""
                08:00:00  A  60  s=30
                08:00:30  A  30  veh/h=1200 s=30
                08:05     mark
                """);

        assertThat(road.parts()).contains("08:00 north r0: A 45.0 1200.0veh/h n=2");
    }

    @Test
    void aFlowWithoutASpeedWeighsNothing() {
        road.draw("""
                08:00:00  A  -   veh/h=600  s=30
                08:00:30  A  30  veh/h=1200 s=30
                08:05     mark
                """);

        assertThat(road.parts()).contains("08:00 north r0: A 30.0 900.0veh/h n=2");
    }

    @Test
    void anEmptyRoadHasTheSpeedOfItsTime() {
        road.draw("""
                08:00:00  A  60  veh/h=0 s=30
                08:00:30  A  70  veh/h=0 s=30
                08:05     mark
                """);

        assertThat(road.parts()).contains("08:00 north r0: A 65.0 0.0veh/h n=2");
    }

    @Test
    void noVehiclesHaveNoSpeedWhereOthersHaveOne() {
        road.draw("""
                08:00:00  A  0   veh/h=0    s=30
                08:00:30  A  70  veh/h=1200 s=30
                08:05     mark
                """);

        assertThat(road.parts()).contains("08:00 north r0: A 70.0 600.0veh/h n=2");
    }

    @Test
    void stoppedTrafficCountsAndMissingDoesNot() {
        road.draw("""
                08:00:00  A  0   occ=100  s=30
                08:00:30  A  20  occ=50   s=30
                08:01:00  A  -   occ=60   s=30
                08:05     mark
                """);

        assertThat(road.parts()).contains("08:00 north r0: A 10.0 70.0% n=3");
    }

    @Test
    void missingStaysMissing() {
        road.draw("""
                08:00:00  A  -  veh/h=600 s=30
                08:00:30  A  -  veh/h=900 s=30
                08:05     mark
                """);

        assertThat(road.parts()).contains("08:00 north r0: A - 750.0veh/h n=2");
    }

    @Test
    void sourcesThatSeeTheSamePlaceAreAveraged() {
        road.draw("""
                08:00  A  60
                08:00  A  50  of=probes
                08:05  mark
                """);

        assertThat(road.parts()).contains("08:00 north r0: A 55.0 n=2");
    }

    @Test
    void theOrderOfArrivalChangesNoBit() {
        var first = road.draw("""
                08:00:00  A  64.9  veh/h=947  s=30
                08:00:30  A  15.4  veh/h=1969 s=30
                08:01:00  A  21.6  veh/h=799 s=30
                08:05     mark
                """).takeParts();

        var second = Drawing.road().draw("""
                08:01:00  A  21.6  veh/h=799 s=30
                08:00:00  A  64.9  veh/h=947  s=30
                08:00:30  A  15.4  veh/h=1969 s=30
                08:05     mark
                """).takeParts();

        assertThat(second).isEqualTo(first);
    }
}
