package io.freeflow.feeds.simulate.demand;

import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** What a date means for traffic in the United States: holidays, school, season. */
public final class Calendar {

    private Calendar() {}

    /** Whether offices are closed on a weekday: most federal holidays, and the Friday after Thanksgiving. */
    public static boolean isHoliday(LocalDate date) {
        int year = date.getYear();
        return isObserved(date, LocalDate.of(year, 1, 1))
                || isObserved(date, LocalDate.of(year + 1, 1, 1))
                || isObserved(date, LocalDate.of(year, 6, 19))
                || isObserved(date, LocalDate.of(year, 7, 4))
                || isObserved(date, LocalDate.of(year, 12, 25))
                || date.equals(LocalDate.of(year, 1, 1).with(dayOfWeekInMonth(3, DayOfWeek.MONDAY)))
                || date.equals(LocalDate.of(year, 2, 1).with(dayOfWeekInMonth(3, DayOfWeek.MONDAY)))
                || date.equals(LocalDate.of(year, 5, 1).with(lastInMonth(DayOfWeek.MONDAY)))
                || date.equals(LocalDate.of(year, 9, 1).with(dayOfWeekInMonth(1, DayOfWeek.MONDAY)))
                || date.equals(thanksgiving(year))
                || date.equals(thanksgiving(year).plusDays(1));
    }

    private static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, 11, 1).with(dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
    }

    /** A fixed holiday on a Saturday is kept on Friday, one on a Sunday on Monday. */
    private static boolean isObserved(LocalDate date, LocalDate holiday) {
        return switch (holiday.getDayOfWeek()) {
            case SATURDAY -> date.equals(holiday.minusDays(1));
            case SUNDAY -> date.equals(holiday.plusDays(1));
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> date.equals(holiday);
        };
    }

    /** School is out: who takes children there stays at home in the morning. */
    public static boolean isSchoolHoliday(LocalDate date) {
        int monthAndDay = 100 * date.getMonthValue() + date.getDayOfMonth();
        boolean summer = monthAndDay > 610 && monthAndDay < 814;
        boolean christmas = monthAndDay > 1220 || monthAndDay < 107;
        return summer || christmas;
    }

    /** Demand of the season around 1: least in January, most in August, as traffic counts of most states have it. */
    static double season(LocalDate date) {
        return 1 - 0.025 * Math.cos(2 * Math.PI * (date.getDayOfYear() - 20) / 365.25);
    }
}
