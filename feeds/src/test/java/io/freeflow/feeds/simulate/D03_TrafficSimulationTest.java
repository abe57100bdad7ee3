package io.freeflow.feeds.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class D03_TrafficSimulationTest {

    private static final Duration TICK = Duration.ofMinutes(5);
    private static final int WINDOWS_PER_HOUR = 12;
    /** Thursday 2026-10-15, 03:00 in Los Angeles. */
    private static final Instant DAY = Instant.parse("2026-10-15T10:00:00Z");

    private static final SimulatedCity CITY = SimulatedCity.of(RoadMap.losAngeles(), 1, SimulatorOptions.DEFAULT);
    private static final Position DOWNTOWN = new Position(34.0537, -118.2437);
    private static final StationReports[] THURSDAY = day(CITY, DAY);

    private static StationReports[] day(SimulatedCity city, Instant start) {
        var simulation = TrafficSimulation.at(city, start);
        return IntStream.range(0, 24 * WINDOWS_PER_HOUR)
                .mapToObj(window -> {
                    var reports = city.newReports();
                    simulation.advance(TICK, reports);
                    return reports;
                })
                .toArray(StationReports[]::new);
    }

    @Test
    void reportsAreSane() {
        for (StationReports reports : THURSDAY) {
            for (int i = 0; i < reports.stations(); i++) {
                if (!reports.isMissing(i)) {
                    int lanes = ((Placement.OnFreeway)
                                    CITY.network().sensors().get(i).placement())
                            .lanes();
                    assertThat(reports.speedMph(i)).isBetween(0f, 85f);
                    assertThat(reports.flowVph(i)).isBetween(0f, 2100f * (lanes + 1) * 1.2f);
                    assertThat(reports.occupancyPercent(i)).isBetween(0f, 100f);
                }
            }
        }
    }

    @Test
    void speedFlowAndOccupancyAgree() {
        var reports = THURSDAY[5 * WINDOWS_PER_HOUR];
        for (int i = 0; i < reports.stations(); i++) {
            if (!reports.isMissing(i) && reports.speedMph(i) > 0 && reports.occupancyPercent(i) > 1) {
                int lanes = lanes(i);
                double density = reports.flowVph(i) / reports.speedMph(i) / lanes;
                double feet = reports.occupancyPercent(i) / 100.0 * 5280 / density;
                assertThat(feet).as("vehicle and loop").isBetween(18.0, 32.0);
            }
        }
    }

    private static int lanes(int station) {
        var place = CITY.stations().get(station);
        return place.lanes();
    }

    @Test
    void aFewReportsNeverCome() {
        long missing = Arrays.stream(THURSDAY)
                .mapToLong(reports -> IntStream.range(0, reports.stations())
                        .filter(reports::isMissing)
                        .count())
                .sum();

        assertThat(missing / (double) (THURSDAY.length * THURSDAY[0].stations()))
                .isBetween(0.003, 0.007);
    }

    @Test
    void theRoadIsFreeAtNightAndCongestedAtThePeaks() {
        assertThat(slowShare(3.5)).isLessThan(0.01);
        assertThat(slowShare(8)).isBetween(0.08, 0.5);
        assertThat(slowShare(17.5)).isBetween(0.08, 0.5);
        assertThat(slowShare(22)).isLessThan(0.05);
    }

    @Test
    void morningsAreSlowTowardDowntownAndEveningsAwayFromIt() {
        Predicate<Integer> toward = i -> inbound(i) > 0.5;
        Predicate<Integer> away = i -> inbound(i) < -0.5;

        assertThat(slowShare(8, toward)).isGreaterThan(1.5 * slowShare(8, away));
        assertThat(slowShare(17.5, away)).isGreaterThan(1.3 * slowShare(17.5, toward));
        assertThat(meanFlow(17.5, away)).isGreaterThan(meanFlow(17.5, toward));
    }

    private static double inbound(int station) {
        var place = CITY.stations().get(station);
        var carriageway = CITY.plan().carriageways().get(place.carriageway());
        int from = CITY.plan().grid().first()[place.carriageway()];
        double travelled = (place.cell() - from + 0.5) * CITY.plan().grid().miles()[place.cell()];
        return carriageway.inbound(travelled, DOWNTOWN);
    }

    @Test
    void weekendsHaveNoMorningPeak() {
        var saturday = day(CITY, DAY.plus(Duration.ofDays(2)));

        assertThat(slowShare(saturday, 8, i -> true)).isLessThan(0.02);
        assertThat(meanFlow(saturday, 8, i -> true)).isLessThan(0.6 * meanFlow(8, i -> true));
    }

    @Test
    void neighboursInTimeAreAlikeAsRealTrafficIs() {
        double change = 0;
        int count = 0;
        for (int window = 1; window < THURSDAY.length; window++) {
            for (int i = 0; i < THURSDAY[window].stations(); i++) {
                double step = Math.abs(THURSDAY[window].speedMph(i) - THURSDAY[window - 1].speedMph(i));
                if (!Double.isNaN(step)) {
                    change += step;
                    count++;
                }
            }
        }

        // METR-LA: 2.71
        assertThat(change / count).isBetween(2.0, 3.4);
    }

    @Test
    void theSameSeedIsTheSameTrafficAndAnotherIsNot() {
        var again = day(SimulatedCity.of(RoadMap.losAngeles(), 1, SimulatorOptions.DEFAULT), DAY);
        var other = day(SimulatedCity.of(RoadMap.losAngeles(), 8, SimulatorOptions.DEFAULT), DAY);

        for (int window = 0; window < THURSDAY.length; window++) {
            assertThat(again[window].copySpeeds()).isEqualTo(THURSDAY[window].copySpeeds());
            assertThat(again[window].copyFlows()).isEqualTo(THURSDAY[window].copyFlows());
        }
        assertThat(other[100].copyFlows()).isNotEqualTo(THURSDAY[100].copyFlows());
    }

    @Test
    void anInstantLooksTheSameFromWhereverItIsReached() {
        var later = TrafficSimulation.at(CITY, DAY.plus(Duration.ofHours(14)));
        var reports = CITY.newReports();

        later.advance(TICK, reports);

        assertThat(reports.copySpeeds()).isEqualTo(THURSDAY[14 * WINDOWS_PER_HOUR].copySpeeds());
        assertThat(reports.copyOccupancies()).isEqualTo(THURSDAY[14 * WINDOWS_PER_HOUR].copyOccupancies());
    }

    @Test
    void incidentsHappenOnADayAndLeaveALaneOpen() {
        var incidents = TrafficSimulation.at(CITY, DAY).incidentsOfTheDay();

        assertThat(incidents).hasSizeBetween(5, 80).allSatisfy(incident -> {
            assertThat(incident.lanesBlocked()).isBetween(0, incident.lanes() - 1);
            assertThat(incident.interval().length()).isBetween(Duration.ofMinutes(8), Duration.ofHours(3));
        });
    }

    @Test
    void daysOfTwentyThreeAndTwentyFiveHoursAreSimulated() {
        assertThat(CITY.dayOf(Instant.parse("2026-03-08T09:59:00Z"))).isEqualTo("2026-03-07");
        assertThat(CITY.startOf(CITY.dayOf(Instant.parse("2026-03-08T10:00:00Z"))))
                .isEqualTo("2026-03-08T10:00:00Z");
        var windows = new int[1];
        SimulatedHistory.forEachWindow(
                CITY,
                Instant.parse("2026-10-31T10:00:00Z"),
                Instant.parse("2026-11-01T12:00:00Z"),
                (start, reports) -> windows[0]++);
        assertThat(windows[0]).isEqualTo(26 * WINDOWS_PER_HOUR);
    }

    private static double slowShare(double hour) {
        return slowShare(THURSDAY, hour, i -> true);
    }

    private static double slowShare(double hour, Predicate<Integer> stations) {
        return slowShare(THURSDAY, hour, stations);
    }

    private static double slowShare(StationReports[] day, double hour, Predicate<Integer> stations) {
        var reports = day[window(hour)];
        return IntStream.range(0, reports.stations())
                .filter(stations::test)
                .mapToDouble(i -> reports.speedMph(i) < 45 ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static double meanFlow(double hour, Predicate<Integer> stations) {
        return meanFlow(THURSDAY, hour, stations);
    }

    private static double meanFlow(StationReports[] day, double hour, Predicate<Integer> stations) {
        var reports = day[window(hour)];
        return IntStream.range(0, reports.stations())
                .filter(i -> !reports.isMissing(i) && stations.test(i))
                .mapToDouble(reports::flowVph)
                .average()
                .orElseThrow();
    }

    private static int window(double hour) {
        return (int) ((hour - 3) * WINDOWS_PER_HOUR);
    }
}
