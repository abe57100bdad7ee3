package io.freeflow.core.alert;

import java.time.LocalTime;

/** Local time [from, to) of every day, over midnight where {@code from} is after {@code to}. */
public record QuietHours(LocalTime from, LocalTime to) {

    public QuietHours {
        if (from.equals(to)) {
            throw new IllegalArgumentException("quiet hours must end at another time than they begin, was " + from);
        }
    }

    public boolean contains(LocalTime time) {
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }
}
