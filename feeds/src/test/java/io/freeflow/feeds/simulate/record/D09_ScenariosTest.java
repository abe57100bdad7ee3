package io.freeflow.feeds.simulate.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.simulator.Intervention;
import io.freeflow.core.simulator.Intervention.Blocked;
import io.freeflow.core.simulator.Intervention.Broken;
import io.freeflow.core.simulator.Intervention.Crowd;
import io.freeflow.core.simulator.Intervention.Demand;
import io.freeflow.core.simulator.SimulatedIncident;
import io.freeflow.feeds.simulate.Changes;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.demand.Calendar;
import io.freeflow.feeds.simulate.demand.CrowdTrips;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class D09_ScenariosTest {

    private static final Position DOWNTOWN = new Position(34.0537, -118.2437);

    private static boolean anywhere(int station) {
        return station >= 0;
    }

    @Test
    void thereAreNineAndTheirNamesAreWordsWithDashes() {
        assertThat(Scenarios.list())
                .extracting(Scenario::name)
                .containsExactly(
                        "normal",
                        "morning-rush",
                        "evening-rush",
                        "accident",
                        "weather",
                        "stadium-evening",
                        "freeway-closure",
                        "sensor-outage",
                        "quiet-night")
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
        assertThat(Scenarios.find("rush-hour")).isEmpty();
    }

    @Test
    void noHolidayAndNoDrawnRainDisturbsThem() {
        for (Scenario scenario : Scenarios.list()) {
            var run = ScenarioRun.of(scenario.name());
            var days = scenario.start().toLocalDate();

            assertThat(Calendar.isHoliday(days)).isFalse();
            assertThat(Calendar.isSchoolHoliday(days)).isFalse();
            assertThat(run.drawnRain()).as(scenario.name()).isEmpty();
        }
    }

    @Test
    void evenAtTheSlowestPeriodTheyHoldMoreEventsThanTheOriginals() {
        var originals =
                Map.of("normal", 1000, "morning-rush", 1000, "evening-rush", 1000, "accident", 500, "weather", 500);

        originals.forEach((name, events) -> {
            var run = ScenarioRun.of(name);
            long reports = run.windows().stream()
                    .mapToLong(window -> IntStream.range(0, window.stations())
                            .filter(i -> !window.isMissing(i))
                            .count())
                    .sum();
            assertThat(reports).as(name).isGreaterThanOrEqualTo(events);
        });
    }

    @Test
    void onANormalDayMostRoadsAreFree() {
        var run = ScenarioRun.of("normal");

        assertThat(run.slowShare("12:30", D09_ScenariosTest::anywhere)).isLessThan(0.1);
        assertThat(run.script().interventions()).isEmpty();
    }

    @Test
    void morningsAreSlowTowardDowntownAndEveningsAwayFromIt() {
        var morning = ScenarioRun.of("morning-rush");
        var evening = ScenarioRun.of("evening-rush");
        IntPredicate toward = i -> inbound(morning, i) > 0.5;
        IntPredicate away = i -> inbound(morning, i) < -0.5;

        assertThat(morning.slowShare("08:00", D09_ScenariosTest::anywhere)).isBetween(0.15, 0.5);
        assertThat(evening.slowShare("17:30", D09_ScenariosTest::anywhere)).isBetween(0.15, 0.5);
        assertThat(morning.slowShare("08:00", toward)).isGreaterThan(1.5 * morning.slowShare("08:00", away));
        assertThat(evening.meanFlow("17:30", away)).isGreaterThan(1.05 * evening.meanFlow("17:30", toward));
        assertThat(evening.slowShare("17:30", away)).isGreaterThan(morning.slowShare("08:00", away));
        assertThat(evening.slowShare("17:30", away)).isGreaterThan(1.3 * evening.slowShare("17:30", toward));
        assertThat(evening.slowShare("17:30", toward)).isLessThan(0.8 * morning.slowShare("08:00", toward));
    }

    private static double inbound(ScenarioRun run, int station) {
        var place = run.city().stations().get(station);
        var plan = run.city().plan();
        return plan.carriageways().get(place.carriageway()).inbound(plan.travelledAt(place.cell()), DOWNTOWN);
    }

    @Test
    void behindAnAccidentAQueueGrowsUpstreamAndTheRoadAheadIsFree() {
        var run = ScenarioRun.of("accident");
        var crash = run.first(Blocked.class).incident();
        double place = crash.postmileMiles();
        var upstream = run.on("I-405", Direction.N, place - 3, place);
        var ahead = run.on("I-405", Direction.N, place + 0.3, place + 4);

        assertThat(crash.kind()).isEqualTo(SimulatedIncident.Kind.CRASH);
        assertThat(crash.lanesBlocked()).isGreaterThanOrEqualTo(2).isLessThan(crash.lanes());
        assertThat(crash.interval().start().atZone(run.city().network().zone()).toString())
                .contains("T10:30");
        assertThat(run.speeds("10:20", upstream)).allMatch(speed -> speed > 40);
        assertThat(run.speeds("10:50", upstream)).isNotEmpty().allMatch(speed -> speed < 30);
        assertThat(run.speeds("11:00", ahead)).isNotEmpty().allMatch(speed -> speed > 40);
        assertThat(tail(run, "10:40", place)).isGreaterThan(tail(run, "11:00", place));
        assertThat(tail(run, "11:00", place)).isGreaterThan(tail(run, "11:25", place));
        assertThat(run.speeds("12:25", run.on("I-405", Direction.N, place - 1, place)))
                .as("after it the road recovers")
                .allMatch(speed -> speed > 40);
    }

    /** Postmile of the last station in a row, against the traffic, that is slower than 30 mph. */
    private static double tail(ScenarioRun run, String time, double place) {
        double tail = place;
        for (double mile = place - 1; mile > place - 12; mile--) {
            var speeds = run.speeds(time, run.on("I-405", Direction.N, mile, mile + 1))
                    .toArray();
            if (Arrays.stream(speeds).anyMatch(speed -> speed >= 30)) {
                return tail;
            }
            tail = speeds.length > 0 ? mile : tail;
        }
        return tail;
    }

    @Test
    void rainTakesSomeOfTheFreeFlowSpeed() {
        assertThat(wetShare("12:45")).as("light").isBetween(0.955, 0.985);
        assertThat(wetShare("13:30")).as("medium").isBetween(0.925, 0.955);
        assertThat(wetShare("14:20")).as("heavy").isBetween(0.89, 0.925);
    }

    /** Speed in the rain as a share of the same hour's without it, where the road is free: the median. */
    private static double wetShare(String time) {
        var dry = ScenarioRun.of("normal").at(time);
        var wet = ScenarioRun.of("weather").at(time);
        var shares = IntStream.range(0, dry.stations())
                .filter(i -> dry.speedMph(i) > 58 && wet.speedMph(i) > 45 && dry.flowVph(i) < 5000)
                .mapToDouble(i -> wet.speedMph(i) / dry.speedMph(i))
                .sorted()
                .toArray();
        assertThat(shares).hasSizeGreaterThan(100);
        return shares[shares.length / 2];
    }

    @Test
    void aCrowdComesByTheRampsAroundTheStadiumAndLeavesByThem() {
        var run = ScenarioRun.of("stadium-evening");
        var crowds = run.script().interventions().stream()
                .map(Intervention::change)
                .map(change -> ((Demand) change).crowd().orElseThrow())
                .toList();
        var place = crowds.getFirst().place();
        IntPredicate near =
                i -> run.city().network().sensors().get(i).position().milesTo(place) < 2.5;

        assertThat(crowds).extracting(Crowd::way).containsExactly(Crowd.Way.COMING, Crowd.Way.LEAVING);
        assertThat(run.meanFlow("22:30", near)).isGreaterThan(1.2 * run.meanFlow("21:50", near));
        assertThat(run.meanFlow("22:30", near.negate())).isLessThan(run.meanFlow("21:50", near.negate()));
    }

    @Test
    void allVehiclesOfACrowdEnterAndAsManyLeave() {
        var run = ScenarioRun.of("stadium-evening");
        for (Intervention intervention : run.script().interventions()) {
            var demand = (Demand) intervention.change();
            var crowd = demand.crowd().orElseThrow();
            var trips = CrowdTrips.of(run.city().plan(), demand.interval(), crowd);
            double steps = demand.interval().length().toSeconds() / 10.0;

            assertThat(Arrays.stream(trips.entering()).sum() * steps).isCloseTo(crowd.vehicles(), Offset.offset(1e-6));
            if (crowd.way() == Crowd.Way.COMING) {
                assertThat(trips.exitCells()).hasSizeGreaterThan(3);
                assertThat(trips.leaving() * trips.exitCells().size() * steps)
                        .isCloseTo(crowd.vehicles(), Offset.offset(1e-6));
            }
        }
    }

    @Test
    void nothingPassesAClosureAndTheTrafficLeavesBeforeIt() {
        var run = ScenarioRun.of("freeway-closure");
        var closure = run.first(Blocked.class).incident();
        double place = closure.postmileMiles();
        var behind = run.on("I-5", Direction.N, place, place + 0.5);
        var before = run.on("I-5", Direction.N, place - 0.8, place);

        assertThat(closure.lanesBlocked()).isEqualTo(closure.lanes());
        assertThat(run.meanFlow("20:20", behind)).isGreaterThan(2000);
        for (String time : new String[] {"20:45", "22:00", "23:30"}) {
            assertThat(run.meanFlow(time, behind)).as(time).isZero();
            assertThat(run.meanFlow(time, before)).as(time).isGreaterThan(500);
        }
        assertThat(run.speeds("21:30", before)).allMatch(speed -> speed < 15);
        assertThat(run.meanFlow("00:50", behind)).isGreaterThan(300);
    }

    @Test
    void exactlyTheStationsOfACutLineFallSilent() {
        var run = ScenarioRun.of("sensor-outage");
        var cut = run.script().interventions().stream()
                .map(one -> ((Broken) one.change()).fault().sensorId())
                .collect(Collectors.toSet());

        assertThat(cut).hasSizeGreaterThan(10);
        assertThat(silent(run, "13:20")).isEmpty();
        assertThat(silent(run, "13:30")).isEqualTo(cut);
        assertThat(silent(run, "14:25")).isEqualTo(cut);
        assertThat(silent(run, "14:30")).isEmpty();
    }

    private static Set<String> silent(ScenarioRun run, String time) {
        var reports = run.at(time);
        return run.indices(reports::isMissing)
                .mapToObj(i -> run.city().stations().get(i).id())
                .collect(Collectors.toSet());
    }

    @Test
    void atNightTheRoadsAreEmptyAndFree() {
        var run = ScenarioRun.of("quiet-night");

        for (String time : new String[] {"01:30", "02:30", "03:30"}) {
            assertThat(run.slowShare(time, D09_ScenariosTest::anywhere)).isLessThan(0.01);
            assertThat(run.meanFlow(time, D09_ScenariosTest::anywhere))
                    .isLessThan(0.2 * ScenarioRun.of("normal").meanFlow("12:00", D09_ScenariosTest::anywhere));
        }
    }

    @Test
    void whereACityLacksAPlaceAnotherIsTakenAndSaid() {
        var city = SimulatedCity.of(RoadMap.grid(500), 1, SimulatorOptions.DEFAULT);

        for (Scenario scenario : Scenarios.list()) {
            var script = scenario.script(city, city.clock().instantOf(scenario.start()));

            assertThat(new Changes(city.plan(), script.interventions())).isNotNull();
            if (!script.interventions().isEmpty() && !scenario.name().equals("weather")) {
                assertThat(script.notes().getFirst()).as(scenario.name()).startsWith("There is no ");
            }
        }
    }
}
