package io.freeflow.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Drawings go from left to right in the order of travel, a station each, a mile apart; a dash says nothing. */
class QueuesTest {

    @Test
    void slowNeighboursAreAQueueFromItsTailToItsHead() {
        assertThat(queues("62 58 29 12 22 55 64")).isEqualTo("2-4");
    }

    @Test
    void oneSlowStationIsNoQueue() {
        assertThat(queues("62 12 58 61")).isEmpty();
    }

    @Test
    void exactlyThirtyIsNotBelowThirty() {
        assertThat(queues("30 30 29.9 29.9 30")).isEqualTo("2-3");
    }

    @Test
    void aQueueMayReachBothEnds() {
        assertThat(queues("0 0 3")).isEqualTo("0-2");
    }

    @Test
    void queuesStandInTheOrderOfTravel() {
        assertThat(queues("20 20 60 20 20 20")).isEqualTo("0-1 3-5");
    }

    @Test
    void aStationThatSaysNothingCutsNoQueueAndEndsNone() {
        assertThat(queues("60 - 20 - 20 - 60")).isEqualTo("2-4");
    }

    @Test
    void nobodyKnowsTheRoadBetweenStationsThatAreFarApart() {
        assertThat(queues("20 20 - - - 20 20")).isEqualTo("0-6");
        assertThat(queues("20 20 - - - - 20 20")).isEqualTo("0-1 6-7");
    }

    @Test
    void anEmptyCorridorHasNone() {
        assertThat(queues("")).isEmpty();
        assertThat(queues("- - -")).isEmpty();
    }

    @Test
    void aGrowingQueueReachesAsFarUpstreamAsItIsLikely() {
        assertThat(reach(3, 4, ".10 .31 .55 .80 .90 .20")).isEqualTo(queued(2, .55, OptionalDouble.of(.31)));
    }

    @Test
    void aShrinkingQueueEndsFurtherDownstream() {
        assertThat(reach(1, 4, ".02 .10 .30 .50 .70 .20")).isEqualTo(queued(3, .5, OptionalDouble.of(.30)));
    }

    @Test
    void aQueueThatMovedUpstreamIsFollowedAsLongAsItTouchesWhereItWas() {
        assertThat(reach(3, 5, ".60 .70 .80 .90 .10 .05")).isEqualTo(queued(0, .60, OptionalDouble.empty()));
        assertThat(reach(3, 5, ".60 .70 .10 .40 .10 .05")).isEqualTo(new Reach.Dissolved(.40));
    }

    @Test
    void ofTwoPiecesTheOneFartherUpstreamHasTheTail() {
        assertThat(reach(1, 5, ".10 .20 .80 .30 .90 .90")).isEqualTo(queued(2, .80, OptionalDouble.of(.20)));
    }

    @Test
    void whatIsNotForecastIsPassedOver() {
        assertThat(reach(2, 3, ".30 - .60 .70")).isEqualTo(queued(2, .60, OptionalDouble.of(.30)));
        assertThat(reach(2, 3, ".60 - .60 .70")).isEqualTo(queued(0, .60, OptionalDouble.empty()));
    }

    @Test
    void nothingForecastIsUnknownAndNotDissolved() {
        assertThat(reach(1, 2, ".90 - - .90")).isEqualTo(queued(0, .90, OptionalDouble.empty()));
        assertThat(reach(1, 2, ".10 - - .10")).isEqualTo(new Reach.Unknown());
    }

    @Test
    void theStationUpstreamSpeaksOnlyForTheSameRoad() {
        assertThat(reach(5, 6, ".40 - - - - .60 .70")).isEqualTo(queued(5, .60, OptionalDouble.empty()));
    }

    @Test
    void postmilesMayFallAlongTheWay() {
        var southbound = new double[] {12, 11, 10, 2, 1};

        assertThat(Queues.find(southbound, values("20 20 20 20 20"))).containsExactly(new Queue(0, 2), new Queue(3, 4));
    }

    private static String queues(String mph) {
        return Queues.find(mileApart(values(mph).length), values(mph)).stream()
                .map(queue -> queue.tail() + "-" + queue.head())
                .collect(Collectors.joining(" "));
    }

    private static Reach reach(int tail, int head, String probabilities) {
        var values = values(probabilities);
        return Queues.reach(new Queue(tail, head), mileApart(values.length), values);
    }

    private static Reach queued(int tail, double probability, OptionalDouble upstream) {
        return new Reach.Queued(tail, probability, upstream);
    }

    private static double[] values(String drawing) {
        return Arrays.stream(drawing.split(" "))
                .filter(word -> !word.isEmpty())
                .mapToDouble(word -> word.equals("-") ? Double.NaN : Double.parseDouble(word))
                .toArray();
    }

    private static double[] mileApart(int stations) {
        var postmiles = new double[stations];
        Arrays.setAll(postmiles, station -> 100 + station);
        return postmiles;
    }
}
