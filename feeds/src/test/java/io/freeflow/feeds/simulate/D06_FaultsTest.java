package io.freeflow.feeds.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SensorFault.Kind;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.simulate.flow.Seeds;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class D06_FaultsTest {

    /** Thursday 2026-10-15, 12:00 in Los Angeles. */
    private static final Instant NOON = Instant.parse("2026-10-15T19:00:00Z");

    private static final Duration TICK = Duration.ofSeconds(30);
    private static final SimulatedCity CITY =
            SimulatedCity.of(RoadMap.losAngeles(), 1, SimulatorOptions.DEFAULT.withoutFaults());
    private static final int STATION = 40;
    private static final String SENSOR = CITY.stations().get(STATION).id();

    /** Two hours of a station's first lane: sound, and with a fault from noon on. */
    private record Lane(List<float[]> sound, List<float[]> faulty) {}

    private static Lane firstLane(Kind kind) {
        return new Lane(firstLane(CITY, List.of()), firstLane(CITY, List.of(fault(kind, OptionalInt.of(1)))));
    }

    private static SensorFault fault(Kind kind, OptionalInt lane) {
        return new SensorFault(SENSOR, lane, kind, Interval.startingAt(NOON, Duration.ofHours(2)), 0.5);
    }

    private static List<float[]> firstLane(SimulatedCity city, List<SensorFault> faults) {
        var simulation = TrafficSimulation.at(city, NOON, () -> changes(faults));
        var reports = city.newReports();
        var values = new ArrayList<float[]>();
        for (int tick = 0; tick < 24; tick++) {
            simulation.advance(Duration.ofMinutes(5), reports);
            values.add(new float[] {
                reports.laneSpeedMph(STATION, 0),
                reports.laneFlowVph(STATION, 0),
                reports.laneOccupancyPercent(STATION, 0),
                reports.flowVph(STATION)
            });
        }
        return values;
    }

    private static Changes changes(List<SensorFault> faults) {
        return new Changes(
                CITY.plan(),
                faults.stream()
                        .map(fault -> new Intervention("a", new Intervention.Broken(fault)))
                        .toList());
    }

    @Test
    void aStuckLaneSaysTheSameAgainAndAgain() {
        var lane = firstLane(Kind.STUCK);

        assertThat(lane.faulty().stream().map(values -> values[1]).distinct()).hasSize(1);
        assertThat(lane.sound().stream().map(values -> values[1]).distinct()).hasSizeGreaterThan(10);
    }

    @Test
    void aDeadLaneSeesNothingAndTheStationHasLessFlow() {
        var lane = firstLane(Kind.DEAD);

        assertThat(lane.faulty()).allMatch(values -> values[1] == 0 && values[2] == 0 && Float.isNaN(values[0]));
        assertThat(lane.faulty().getLast()[3]).isLessThan(lane.sound().getLast()[3]);
    }

    @Test
    void aChatteringLaneCountsEachVehicleSeveralTimesAndEachForAMoment() {
        var lane = firstLane(Kind.CHATTERING);

        assertThat(lane.faulty().getFirst()[1]).isEqualTo(4 * lane.sound().getFirst()[1]);
        assertThat(lane.faulty().getFirst()[2]).isLessThan(lane.sound().getFirst()[2]);
    }

    @Test
    void aDriftingLaneSeesMoreAndMoreOccupancy() {
        var lane = firstLane(Kind.DRIFTING);

        assertThat(lane.faulty().getFirst()[2]).isEqualTo(lane.sound().getFirst()[2]);
        assertThat(lane.faulty().getLast()[2] / lane.sound().getLast()[2]).isBetween(1.35f, 1.6f);
        assertThat(lane.faulty().getLast()[0]).isLessThan(lane.sound().getLast()[0]);
    }

    @Test
    void anIntermittentLaneReportsNowAndThenAndTheOthersStandInForIt() {
        var lane = firstLane(Kind.INTERMITTENT);

        var silent = IntStream.range(0, 24)
                .filter(tick -> Float.isNaN(lane.faulty().get(tick)[1]))
                .toArray();
        assertThat(silent).hasSizeBetween(4, 20);
        assertThat(lane.faulty().get(silent[0])[3])
                .isGreaterThan(0.6f * lane.sound().get(silent[0])[3]);
    }

    @Test
    void aStationThatIsEnteredAtTheWrongPlaceSaysWhatAnotherOneSees() {
        var simulation = TrafficSimulation.at(
                CITY, NOON, () -> changes(List.of(fault(Kind.WRONG_POSITION, OptionalInt.empty()))));
        var reports = CITY.newReports();

        simulation.advance(TICK, reports);

        assertThat(IntStream.range(0, reports.stations())
                        .filter(other -> other != STATION
                                && reports.speedMph(other) == reports.speedMph(STATION)
                                && reports.flowVph(other) == reports.flowVph(STATION)))
                .hasSize(1);
    }

    @Test
    void nothingComesFromALineThatIsOut() {
        var simulation =
                TrafficSimulation.at(CITY, NOON, () -> changes(List.of(fault(Kind.OUTAGE, OptionalInt.empty()))));
        var reports = CITY.newReports();

        simulation.advance(TICK, reports);

        assertThat(IntStream.range(0, reports.stations()).filter(reports::isMissing))
                .containsExactly(STATION);
    }

    // --- on the way to us ------------------------------------------------------------------------------------------

    /** What the feed sends of the station in ten ticks from noon on, tick by tick. */
    private static List<List<String>> delivered(Kind kind) {
        var control = SimulatorControl.scripted(
                CITY, List.of(new Intervention("a", new Intervention.Broken(fault(kind, OptionalInt.empty())))));
        try (var feed = SimulatorFeed.opener(control, NOON, Duration.ZERO).open(Optional.empty())) {
            return IntStream.range(0, 10)
                    .mapToObj(tick -> ofStation(feed.next().orElseThrow()))
                    .toList();
        }
    }

    private static List<String> ofStation(FeedBatch batch) {
        return batch.records().stream()
                .filter(item -> item.key().equals(SENSOR))
                .map(item -> new String(item.payload(), StandardCharsets.UTF_8))
                .toList();
    }

    private static String timestamp(int tick) {
        return "\"timestamp\":" + NOON.plus(TICK.multipliedBy(tick)).toEpochMilli();
    }

    @Test
    void lateReportsComeAfterNewerTicksAndNoneIsLost() {
        var ticks = delivered(Kind.LATE);

        assertThat(ticks.get(0)).isEmpty();
        assertThat(ticks.get(4)).singleElement().asString().contains(timestamp(0));
        assertThat(ticks.get(9)).singleElement().asString().contains(timestamp(5));
    }

    @Test
    void duplicatedReportsComeTwice() {
        assertThat(delivered(Kind.DUPLICATED))
                .allSatisfy(tick -> assertThat(tick).hasSize(2).allMatch(report -> report.equals(tick.getFirst())));
    }

    @Test
    void reportsOutOfOrderComeBehindTheNextOne() {
        var ticks = delivered(Kind.OUT_OF_ORDER);

        assertThat(ticks.get(0)).isEmpty();
        assertThat(ticks.get(1)).hasSize(2);
        assertThat(ticks.get(1).get(0)).contains(timestamp(1));
        assertThat(ticks.get(1).get(1)).contains(timestamp(0));
    }

    @Test
    void aSkewedClockWritesAnotherTime() {
        var control = SimulatorControl.scripted(
                CITY,
                List.of(new Intervention(
                        "a",
                        new Intervention.Broken(new SensorFault(
                                SENSOR,
                                OptionalInt.empty(),
                                Kind.SKEWED_CLOCK,
                                Interval.startingAt(NOON, Duration.ofHours(1)),
                                1)))));
        try (var feed = SimulatorFeed.opener(control, NOON, Duration.ZERO).open(Optional.empty())) {
            assertThat(ofStation(feed.next().orElseThrow()))
                    .singleElement()
                    .asString()
                    .contains("\"timestamp\":" + NOON.plusSeconds(300).toEpochMilli());
        }
    }

    @Test
    void aFeedThatIsOpenedAgainStillHasWhatWasHeldBack() {
        var control = SimulatorControl.scripted(
                CITY, List.of(new Intervention("a", new Intervention.Broken(fault(Kind.LATE, OptionalInt.empty())))));
        var opener = SimulatorFeed.opener(control, NOON, Duration.ZERO);
        String position;
        try (var feed = opener.open(Optional.empty())) {
            feed.next();
            position = feed.next().orElseThrow().position();
        }

        try (var feed = opener.open(Optional.of(position))) {
            feed.next();
            feed.next();
            assertThat(ofStation(feed.next().orElseThrow()))
                    .singleElement()
                    .asString()
                    .contains(timestamp(0));
        }
    }

    // --- the truth -------------------------------------------------------------------------------------------------

    @Test
    void everyKindOfFaultHappensWithinAMonthAndLiesWithinItsDay() {
        var city = SimulatedCity.of(RoadMap.losAngeles(), 3, SimulatorOptions.DEFAULT);
        var seen = EnumSet.noneOf(Kind.class);
        for (int day = 0; day < 30; day++) {
            var date = java.time.LocalDate.of(2026, 9, 1).plusDays(day);
            var interval = new Interval(city.startOf(date), city.startOf(date.plusDays(1)));
            for (var fault : FaultDraw.draw(city, interval, Seeds.stream(3, day))) {
                seen.add(fault.kind());
                assertThat(fault.lane().isPresent()).isEqualTo(fault.kind().concernsLane());
                assertThat(fault.interval().start()).isAfterOrEqualTo(interval.start());
                assertThat(fault.interval().end()).isBeforeOrEqualTo(interval.end());
            }
        }

        assertThat(seen).containsExactlyInAnyOrder(Kind.values());
    }
}
