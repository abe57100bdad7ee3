package io.freeflow.pipeline.health;

import io.freeflow.core.health.DayStatus;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.time.Interval;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;

/** PeMS's daily diagnostics of one sensor, or of one lane of it. Mutable, of a fixed size. */
public final class DayTests {

    /*
     * Thresholds of mainline urban detectors: caldata-mdsa-caltrans-pems, its seeds and models. «Constant»: document and
     * seed say more than 50 repeated values, the code a four-hour window that does not change; of readings of 30 seconds we
     * take the document's, of five minutes, where 50 would be four hours, the code's 48. A feed of speed alone has no
     * zeros of flow to count: there a day whose speed hardly varies is constant too. docs/decisions/0015.
     */

    static final int FIRST_HOUR = 5;
    static final int END_HOUR = 22;

    private static final double ENOUGH_SAMPLES = 0.6;
    private static final double CARD_OFF_SHARE = 0.59;
    private static final double HIGH_PERCENT = 70;
    private static final double HIGH_SHARE = 0.2;
    private static final double COVERED_BY_NOTHING_SHARE = 0.02;
    private static final double COVERING_NOTHING_SHARE = 0.5;
    private static final int MOST_REPEATED = 50;
    private static final int MOST_REPEATED_FIVE_MINUTES = 47;
    private static final double LEAST_SPREAD_MPH = 0.2;

    private int samples;
    private int seconds;
    private int empty;
    private int high;
    private int coveredByNothing;
    private int coveringNothing;
    private int repeated;
    private int mostRepeated;
    private int speeds;
    private double sumMph;
    private double sumSquaredMph;
    private Measurement last = Measurement.MISSING;

    /** What of a day is looked at: 05:00 to 21:59 by the road's wall clock. */
    public static Interval hoursOf(LocalDate date, ZoneId zone) {
        return new Interval(
                date.atTime(FIRST_HOUR, 0).atZone(zone).toInstant(),
                date.atTime(END_HOUR, 0).atZone(zone).toInstant());
    }

    /** Takes a sample of these hours. */
    public void take(Sample sample) {
        Measurement now = sample.measurement();
        samples++;
        seconds = sample.seconds();
        empty += count(now.occupancyPercent() == 0);
        high += count(now.occupancyPercent() > HIGH_PERCENT);
        coveredByNothing += count(now.flowVph() == 0 && now.occupancyPercent() > 0);
        coveringNothing += count(now.flowVph() > 0 && now.occupancyPercent() == 0);
        boolean says = now.flowVph() > 0 || now.speedMph() > 0;
        repeated = says && now.equals(last) ? repeated + 1 : 1;
        mostRepeated = says ? Math.max(mostRepeated, repeated) : mostRepeated;
        if (now.hasSpeed() && !now.hasFlow() && !now.hasOccupancy()) {
            speeds++;
            sumMph += now.speedMph();
            sumSquaredMph += now.speedMph() * now.speedMph();
        }
        last = now;
    }

    private static int count(boolean holds) {
        return holds ? 1 : 0;
    }

    /**
     * The day's verdict.
     *
     * @param coveredSeconds how much of 05:00 to 21:59 the feed covered
     */
    public DayStatus status(long coveredSeconds) {
        if (samples == 0) {
            return DayStatus.NO_DATA;
        }
        if ((double) samples * seconds < ENOUGH_SAMPLES * coveredSeconds) {
            return DayStatus.INSUFFICIENT_DATA;
        }
        if (empty >= CARD_OFF_SHARE * samples) {
            return DayStatus.CARD_OFF;
        }
        if (high >= HIGH_SHARE * samples) {
            return DayStatus.HIGH_VALUE;
        }
        if (coveredByNothing >= COVERED_BY_NOTHING_SHARE * samples
                || coveringNothing >= COVERING_NOTHING_SHARE * samples) {
            return DayStatus.INTERMITTENT;
        }
        int most = seconds < 300 ? MOST_REPEATED : MOST_REPEATED_FIVE_MINUTES;
        return mostRepeated > most || hardlyVaries() ? DayStatus.CONSTANT : DayStatus.GOOD;
    }

    private boolean hardlyVaries() {
        if (speeds == 0 || speeds < samples) {
            return false;
        }
        double mean = sumMph / speeds;
        return sumSquaredMph / speeds - mean * mean < LEAST_SPREAD_MPH * LEAST_SPREAD_MPH;
    }

    void write(DataOutputStream out) throws IOException {
        for (int count : new int[] {
            samples, seconds, empty, high, coveredByNothing, coveringNothing, repeated, mostRepeated, speeds
        }) {
            out.writeInt(count);
        }
        out.writeDouble(sumMph);
        out.writeDouble(sumSquaredMph);
        out.writeDouble(last.speedMph());
        out.writeDouble(last.flowVph());
        out.writeDouble(last.occupancyPercent());
    }

    void read(DataInputStream in) throws IOException {
        samples = in.readInt();
        seconds = in.readInt();
        empty = in.readInt();
        high = in.readInt();
        coveredByNothing = in.readInt();
        coveringNothing = in.readInt();
        repeated = in.readInt();
        mostRepeated = in.readInt();
        speeds = in.readInt();
        sumMph = in.readDouble();
        sumSquaredMph = in.readDouble();
        last = new Measurement(in.readDouble(), in.readDouble(), in.readDouble());
    }
}
