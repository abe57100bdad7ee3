package io.freeflow.feeds.simulate.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.core.simulator.SpecialEvent;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.feeds.formats.WallClock;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.TrafficSimulation;
import io.freeflow.feeds.simulate.flow.Seeds;
import io.freeflow.feeds.simulate.road.RoadMap;
import io.freeflow.feeds.simulate.road.Venue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class D12_EventsTest {

    private static final RoadMap MAP = RoadMap.losAngeles();
    private static final WallClock CLOCK = new WallClock(ZoneId.of("America/Los_Angeles"));

    private static Stream<SpecialEvent> year(long seed, Predicate<LocalDate> days) {
        return LocalDate.of(2026, 1, 1)
                .datesUntil(LocalDate.of(2027, 1, 1))
                .filter(days)
                .flatMap(date -> draw(seed, date).stream());
    }

    private static List<SpecialEvent> draw(long seed, LocalDate date) {
        return EventDraw.draw(MAP.venues(), date, CLOCK, Seeds.stream(seed, date.toEpochDay()));
    }

    private static Stream<SpecialEvent> at(String venue, Predicate<LocalDate> days) {
        return year(1, days).filter(event -> event.venue().equals(venue));
    }

    private static LocalTime begins(SpecialEvent event) {
        return CLOCK.at(event.interval().start()).toLocalTime();
    }

    @Test
    void theBasinHasItsVenuesAndRampsLeadToEach() {
        assertThat(MAP.venues()).hasSizeBetween(12, 20);
        assertThat(MAP.venues()).extracting(Venue::kind).contains(Venue.Kind.values());
        assertThat(MAP.venues()).extracting(Venue::name).doesNotHaveDuplicates().contains("Dodger Stadium");
        var plan = SimulatedCity.of(MAP, 1, SimulatorOptions.DEFAULT).plan();
        for (Venue venue : MAP.venues()) {
            assertThat(plan.streetExits()
                            .filter(cell -> plan.at(cell).milesTo(venue.position()) <= venue.radiusMiles()))
                    .as(venue.name())
                    .isNotEmpty();
        }
    }

    @Test
    void theSameSeedAndDateDrawTheSameAndOthersDoNot() {
        var date = LocalDate.of(2026, 7, 11);

        assertThat(draw(1, date)).isEqualTo(draw(1, date)).isNotEmpty();
        assertThat(draw(2, date)).isNotEqualTo(draw(1, date));
        assertThat(draw(1, date.plusDays(7))).isNotEqualTo(draw(1, date));
    }

    @Test
    void baseballIsPlayedFromSpringToFallInTheEveningAndOnWeekendsInTheAfternoon() {
        Predicate<LocalDate> season = date -> date.getMonthValue() >= 4 && date.getMonthValue() <= 9;

        assertThat(at("Dodger Stadium", season.negate())).isEmpty();
        assertThat(at("Dodger Stadium", season)).hasSizeBetween(65, 100).allSatisfy(game -> {
            var date = CLOCK.at(game.interval().start()).toLocalDate();
            boolean free = date.getDayOfWeek().getValue() > 5 || Calendar.isHoliday(date);
            assertThat(game.kind()).isEqualTo(SpecialEvent.Kind.GAME);
            assertThat(begins(game)).isEqualTo(LocalTime.parse(free ? "13:10" : "19:10"));
        });
    }

    @Test
    void footballIsPlayedOnWeekendsInFallAndConcertsAreInTheEvening() {
        assertThat(at("SoFi Stadium", date -> date.getMonthValue() >= 9))
                .isNotEmpty()
                .allMatch(event ->
                        event.kind() == SpecialEvent.Kind.GAME && begins(event).getHour() == 13);
        assertThat(at("Hollywood Bowl", date -> date.getMonthValue() == 1)).isEmpty();
        assertThat(at("Hollywood Bowl", date -> true))
                .hasSizeGreaterThan(50)
                .allMatch(event -> event.kind() == SpecialEvent.Kind.CONCERT
                        && begins(event).getHour() == 20);
    }

    @Test
    void aParkIsOpenEveryDayAndFullerOnHolidays() {
        assertThat(at("Universal Studios Hollywood", date -> true)).hasSize(365);
        assertThat(attendance(Calendar::isHoliday))
                .isGreaterThan(1.3
                        * attendance(date ->
                                !Calendar.isHoliday(date) && date.getDayOfWeek().getValue() < 6));
    }

    private static double attendance(Predicate<LocalDate> days) {
        return at("Universal Studios Hollywood", days)
                .mapToInt(SpecialEvent::attendance)
                .average()
                .orElseThrow();
    }

    @Test
    void nobodyComesWhoHasNoSeatAndAVenueHasOneEventADay() {
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(year(seed, date -> true))
                    .allSatisfy(event -> assertThat(event.attendance())
                            .isBetween(1, MAP.venue(event.venue()).capacity()));
        }
        assertThat(draw(1, LocalDate.of(2026, 7, 11)))
                .extracting(SpecialEvent::venue)
                .doesNotHaveDuplicates();
    }

    @Test
    void peopleComeInTheTwoHoursBeforeAndLeaveInTheHourAfter() {
        var city = SimulatedCity.of(MAP, 1, SimulatorOptions.DEFAULT);
        var event = at("Dodger Stadium", date -> true).findFirst().orElseThrow();
        var trips = EventTrips.of(city.plan(), event, MAP.venue(event.venue()).radiusMiles())
                .toList();

        assertThat(trips).hasSize(2);
        assertThat(trips.getFirst().interval().start())
                .isEqualTo(event.interval().start().minusSeconds(7200));
        assertThat(trips.getFirst().interval().end()).isEqualTo(event.interval().start());
        assertThat(trips.getFirst().exitCells()).isNotEmpty();
        assertThat(trips.getLast().interval().start())
                .isEqualTo(event.interval().end());
        assertThat(trips.getLast().interval().end())
                .isEqualTo(event.interval().end().plusSeconds(3600));
        for (CrowdTrips crowd : trips) {
            double steps = crowd.interval().length().toSeconds() / 10.0;
            assertThat(Arrays.stream(crowd.entering()).sum() * steps).isCloseTo(0.3 * event.attendance(), within(1.0));
        }
    }

    /** The first evening game of the year of seed 1 and the same evening without events. */
    @Test
    void afterAGameTheFreewaysAroundItCarryMore() {
        var city = SimulatedCity.of(MAP, 1, SimulatorOptions.DEFAULT.withoutFaults());
        var calm = SimulatedCity.of(MAP, 1, new SimulatorOptions(1, 0.002, 0, 0, false));
        var game = firstEveningGame(city);
        var end = FiveMinutes.floor(game.interval().end().plusSeconds(900));

        double with = flowAround(city, game, end);
        double without = flowAround(calm, game, end);

        assertThat(with).isGreaterThan(1.15 * without);
        assertThat(TrafficSimulation.at(calm, end).eventsOfTheDay()).isEmpty();
    }

    private static SpecialEvent firstEveningGame(SimulatedCity city) {
        return LocalDate.of(2026, 4, 6)
                .datesUntil(LocalDate.of(2026, 5, 1))
                .map(date -> TrafficSimulation.at(city, CLOCK.instantOf(date.atTime(3, 0)))
                        .eventsOfTheDay())
                .flatMap(List::stream)
                .filter(event ->
                        event.venue().equals("Dodger Stadium") && begins(event).getHour() == 19)
                .findFirst()
                .orElseThrow();
    }

    private static double flowAround(SimulatedCity city, SpecialEvent game, Instant from) {
        var simulation = TrafficSimulation.at(city, from);
        var reports = city.newReports();
        simulation.advance(FiveMinutes.LENGTH.multipliedBy(6), reports);
        double sum = 0;
        for (int i = 0; i < reports.stations(); i++) {
            if (city.network().sensors().get(i).position().milesTo(game.position()) < 2) {
                sum += reports.flowVph(i);
            }
        }
        return sum;
    }

    @Test
    void aCityWithoutVenuesHasNoEvents() {
        var grid = SimulatedCity.of(RoadMap.grid(100), 1, SimulatorOptions.DEFAULT);

        assertThat(TrafficSimulation.at(grid, Instant.parse("2026-07-12T00:00:00Z"))
                        .eventsOfTheDay())
                .isEmpty();
    }
}
