package io.freeflow.feeds.simulate.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class D11_CalendarTest {

    /** All days on which offices are closed on a weekday, as the Office of Personnel Management lists the federal ones. */
    private static final List<String> CLOSED_2026 = List.of(
            "2026-01-01",
            "2026-01-19",
            "2026-02-16",
            "2026-05-25",
            "2026-06-19",
            "2026-07-03",
            "2026-09-07",
            "2026-11-26",
            "2026-11-27",
            "2026-12-25");

    @Test
    void aYearHasTheseHolidaysAndNoOther() {
        assertThat(days(2026).filter(Calendar::isHoliday).map(LocalDate::toString))
                .containsExactlyElementsOf(CLOSED_2026);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-12-31",
                "2027-12-31", // New Year's Day of 2022 and of 2028 is a Saturday
                "2023-01-02", // that of 2023 a Sunday
                "2024-01-15",
                "2025-01-20",
                "2027-01-18", // Martin Luther King Jr.
                "2024-02-19",
                "2025-02-17",
                "2027-02-15", // Washington's Birthday
                "2024-05-27",
                "2025-05-26",
                "2027-05-31", // Memorial Day
                "2022-06-20",
                "2027-06-18", // Juneteenth on a Sunday, on a Saturday
                "2027-07-05",
                "2025-07-04", // Independence Day
                "2024-09-02",
                "2025-09-01",
                "2027-09-06", // Labor Day
                "2024-11-28",
                "2025-11-27",
                "2027-11-25", // Thanksgiving
                "2024-11-29",
                "2025-11-28",
                "2027-11-26", // and the day after
                "2022-12-26",
                "2027-12-24" // Christmas on a Sunday, on a Saturday
            })
    void holidaysMoveWithTheYear(LocalDate date) {
        assertThat(Calendar.isHoliday(date)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-05-18", "2026-11-19", "2026-09-14", "2026-12-31", "2026-07-06", "2026-10-15", "2026-12-24"
            })
    void theDaysBesideThemAreOrdinary(LocalDate date) {
        assertThat(Calendar.isHoliday(date)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-06, true", "2026-01-07, false", "2026-06-10, false", "2026-06-11, true", "2026-08-13, true",
        "2026-08-14, false", "2026-12-20, false", "2026-12-21, true", "2026-12-31, true", "2026-10-15, false"
    })
    void schoolIsOutInSummerAndAtTheTurnOfTheYear(LocalDate date, boolean out) {
        assertThat(Calendar.isSchoolHoliday(date)).isEqualTo(out);
    }

    @Test
    void peopleDriveLeastInJanuaryAndMostInJuly() {
        var least = days(2026).min((a, b) -> Double.compare(Calendar.season(a), Calendar.season(b)));
        var most = days(2026).max((a, b) -> Double.compare(Calendar.season(a), Calendar.season(b)));

        assertThat(least).hasValue(LocalDate.of(2026, 1, 20));
        assertThat(most)
                .hasValueSatisfying(date -> assertThat(date.getMonthValue()).isEqualTo(7));
        assertThat(days(2026).mapToDouble(Calendar::season)).allMatch(share -> share >= 0.975 && share <= 1.025);
        assertThat(days(2026).mapToDouble(Calendar::season).average()).hasValueCloseTo(1.0, Offset.offset(1e-3));
    }

    private static Stream<LocalDate> days(int year) {
        return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1));
    }
}
