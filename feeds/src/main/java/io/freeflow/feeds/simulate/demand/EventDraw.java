package io.freeflow.feeds.simulate.demand;

import static io.freeflow.core.simulator.SpecialEvent.Kind.CONCERT;
import static io.freeflow.core.simulator.SpecialEvent.Kind.EXHIBITION;
import static io.freeflow.core.simulator.SpecialEvent.Kind.GAME;
import static io.freeflow.core.simulator.SpecialEvent.Kind.PARK_DAY;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import io.freeflow.core.simulator.SpecialEvent;
import io.freeflow.core.time.Interval;
import io.freeflow.feeds.formats.WallClock;
import io.freeflow.feeds.simulate.road.Venue;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws what happens on a day at the venues of a city: by season and weekday, at most one event at each. Chances and hours
 * are ours, about those of a season's calendar; a holiday is a Sunday.
 */
public final class EventDraw {

    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(MONDAY, FRIDAY);
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(SATURDAY, SUNDAY);
    private static final Set<DayOfWeek> ANY_DAY = EnumSet.allOf(DayOfWeek.class);

    /** How far attendances of the same venue lie apart: standard deviation of their logarithms. */
    private static final double SPREAD = 0.12;

    private static final List<Program> PROGRAMS = List.of(
            new Program(Venue.Kind.BALLPARK, GAME, months(4, 9), WEEKDAYS, 0.45, "19:10", 180, 0.95),
            new Program(Venue.Kind.BALLPARK, GAME, months(4, 9), WEEKEND, 0.45, "13:10", 180, 1.05),
            new Program(Venue.Kind.STADIUM, GAME, months(9, 12), WEEKEND, 0.45, "13:30", 200, 1),
            new Program(
                    Venue.Kind.STADIUM, CONCERT, months(5, 8), EnumSet.of(FRIDAY, SATURDAY), 0.2, "19:30", 180, 0.9),
            new Program(Venue.Kind.SOCCER_STADIUM, GAME, months(3, 10), EnumSet.of(SATURDAY), 0.5, "19:30", 120, 1),
            new Program(Venue.Kind.SOCCER_STADIUM, GAME, months(3, 10), EnumSet.of(WEDNESDAY), 0.2, "19:30", 120, 0.9),
            new Program(Venue.Kind.ARENA, GAME, months(1, 4), ANY_DAY, 0.45, "19:30", 150, 1),
            new Program(Venue.Kind.ARENA, GAME, months(10, 12), ANY_DAY, 0.45, "19:30", 150, 1),
            new Program(Venue.Kind.ARENA, CONCERT, months(1, 12), ANY_DAY, 0.15, "20:00", 150, 0.9),
            new Program(
                    Venue.Kind.AMPHITHEATER,
                    CONCERT,
                    months(5, 10),
                    EnumSet.range(MONDAY, THURSDAY),
                    0.35,
                    "20:00",
                    150,
                    0.9),
            new Program(
                    Venue.Kind.AMPHITHEATER,
                    CONCERT,
                    months(5, 10),
                    EnumSet.range(FRIDAY, SUNDAY),
                    0.7,
                    "20:00",
                    150,
                    1.1),
            new Program(Venue.Kind.EXPO, EXHIBITION, months(1, 12), WEEKDAYS, 0.2, "10:00", 420, 0.8),
            new Program(Venue.Kind.EXPO, EXHIBITION, months(1, 12), WEEKEND, 0.6, "10:00", 480, 1.2),
            new Program(Venue.Kind.THEME_PARK, PARK_DAY, months(1, 12), WEEKDAYS, 1, "10:00", 600, 0.7),
            new Program(Venue.Kind.THEME_PARK, PARK_DAY, months(1, 12), WEEKEND, 1, "10:00", 660, 1.2));

    private EventDraw() {}

    /**
     * What a kind of venue does in a season.
     *
     * @param chance of each day
     * @param start by the wall clock
     * @param fill of the ordinary attendance
     */
    private record Program(
            Venue.Kind where,
            SpecialEvent.Kind what,
            Set<Month> months,
            Set<DayOfWeek> days,
            double chance,
            String start,
            int minutes,
            double fill) {

        boolean suits(Venue venue, LocalDate date) {
            var day = Calendar.isHoliday(date) ? SUNDAY : date.getDayOfWeek();
            return venue.kind() == where && months.contains(date.getMonth()) && days.contains(day);
        }

        SpecialEvent at(Venue venue, LocalDate date, WallClock clock, double luck) {
            var begin = clock.instantOf(date.atTime(LocalTime.parse(start)));
            long people = Math.round(venue.attendance() * fill * Math.exp(SPREAD * luck));
            return new SpecialEvent(
                    what,
                    venue.name(),
                    venue.position(),
                    Interval.startingAt(begin, Duration.ofMinutes(minutes)),
                    Math.clamp(people, 1, venue.capacity()));
        }
    }

    private static Set<Month> months(int first, int last) {
        return EnumSet.range(Month.of(first), Month.of(last));
    }

    /** The events of a date, in the order of the venues. */
    public static List<SpecialEvent> draw(
            List<Venue> venues, LocalDate date, WallClock clock, SplittableRandom random) {
        var events = new ArrayList<SpecialEvent>();
        for (Venue venue : venues) {
            double dice = random.nextDouble();
            double luck = random.nextGaussian();
            for (Program program : PROGRAMS) {
                if (program.suits(venue, date)) {
                    if (dice < program.chance()) {
                        events.add(program.at(venue, date, clock, luck));
                        break;
                    }
                    dice -= program.chance();
                }
            }
        }
        return events;
    }
}
