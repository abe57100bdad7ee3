package io.freeflow.pipeline.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Reason;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Feeds write time in many ways; each has one meaning or none. The road's zone is America/Los_Angeles. */
class A02_TimestampsTest {

    private final Desk desk = new Desk();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            1330588800                       | 2012-03-01T08:00:00Z
            1330588800123                    | 2012-03-01T08:00:00.123Z
            946684800000                     | 2000-01-01T00:00:00Z
            2012-03-01T08:00:00Z             | 2012-03-01T08:00:00Z
            2012-03-01t08:00:00z             | 2012-03-01T08:00:00Z
            2012-03-01 08:00:00Z             | 2012-03-01T08:00:00Z
            2012-03-01T00:00:00-08:00        | 2012-03-01T08:00:00Z
            2012-03-01 00:00:00-08:00        | 2012-03-01T08:00:00Z
            2012-03-01T09:00:00+01:00        | 2012-03-01T08:00:00Z
            2012-03-01T09:00:00+0100         | 2012-03-01T08:00:00Z
            2012-03-01T13:45+05:45           | 2012-03-01T08:00:00Z
            2012-03-01T00:00:00              | 2012-03-01T08:00:00Z
            2012-03-01 00:00:00              | 2012-03-01T08:00:00Z
            2012-03-01T00:00                 | 2012-03-01T08:00:00Z
            2012-07-01T00:00                 | 2012-07-01T07:00:00Z
            2012-03-01T00:00:00.5            | 2012-03-01T08:00:00.500Z
            2012-03-01 00:00:00.123456       | 2012-03-01T08:00:00.123Z
            2012-03-01T08:00:00.123456789Z   | 2012-03-01T08:00:00.123Z
            2012-02-29T16:00:00              | 2012-03-01T00:00:00Z
            1980-01-01T00:00:00Z             | 1980-01-01T00:00:00Z
            2199-12-31T23:59:59Z             | 2199-12-31T23:59:59Z
            """)
    void isRead(String text, Instant expected) {
        assertThat(desk.read("sensor=A; mph=65; time=" + text).interval().start())
                .isEqualTo(expected);
    }

    /** In March the clock goes from 1:59 to 3:00; in November 1:00 to 1:59 comes twice, and the first is taken. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            2012-03-11 01:59:59              | 2012-03-11T09:59:59Z
            2012-03-11 03:00:00              | 2012-03-11T10:00:00Z
            2012-11-04 00:59:59              | 2012-11-04T07:59:59Z
            2012-11-04 01:30:00              | 2012-11-04T08:30:00Z
            2012-11-04 01:30:00-07:00        | 2012-11-04T08:30:00Z
            2012-11-04 01:30:00-08:00        | 2012-11-04T09:30:00Z
            2012-11-04 02:00:00              | 2012-11-04T10:00:00Z
            """)
    void theNightsWhenTheClockChanges(String text, Instant expected) {
        assertThat(desk.read("sensor=A; mph=65; time=" + text).interval().start())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} never was")
    @CsvSource({"2012-03-11 02:00:00", "2012-03-11 02:30", "2012-03-11T02:59:59.999"})
    void theHourThatNeverWasIsRejected(String text) {
        assertThat(desk.refusal("sensor=A; mph=65; time=" + text))
                .isEqualTo("NONEXISTENT_LOCAL_TIME: timestamp " + text + " never was in America/Los_Angeles");
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(delimiter = '|', textBlock = """
            2012-03-01                              | date only
            2012-03                                 |
            20120301                                | a date, not an epoch second in 1970
            201203010800                            | nor an epoch millisecond in 1976
            20120301080000                          | nor one in 2607
            08:00                                   | time only
            yesterday                               |
            2012-03-01T                             |
            2012-03-01X08:00:00                     |
            2012-03-01T8:00                         |
            2012-02-30T08:00:00Z                    | no such day
            2012-13-01T08:00:00Z                    | no such month
            2012-03-01T24:00:00Z                    | no such hour
            2012-03-01T08:00:00+25:00               | no such offset
            03/01/2012 08:00:00                     | no ISO
            2012-03-01T08:00[America/Los_Angeles]   | no ISO
            -1330588800                             |
            1330588800.5                            |
            1.3305888E9                             |
            0                                       | a field that nobody set
            99999999999999999999999                 | too long for a number
            9223372036854775807                     | too late for a calendar
            +999999999-12-31T23:59:59.999999999Z    | too late for milliseconds
            -999999999-01-01T00:00:00Z              | too early for milliseconds
            1979-12-31T23:59:59Z                    | before any loop spoke
            2200-01-01T00:00:00Z                    |
            ٢٠١٢                                    | digits, but not ours
            """)
    void isRefused(String text, String why) {
        assertThat(desk.reason("sensor=A; mph=65; time=" + text)).as(why).isEqualTo(Reason.BAD_TIMESTAMP);
    }
}
