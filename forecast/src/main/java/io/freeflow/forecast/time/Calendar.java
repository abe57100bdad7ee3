package io.freeflow.forecast.time;

import io.freeflow.core.time.FiveMinutes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Windows as numbers on the road's wall clock. Window 0 starts at the epoch. */
public final class Calendar {

    public static final int SLOTS_A_DAY = 288;
    /** Five-minute slots of a week, Monday 00:00 first. */
    public static final int SLOTS = 7 * SLOTS_A_DAY;

    private static final long SECONDS = FiveMinutes.LENGTH.toSeconds();

    private final ZoneId zone;

    public Calendar(ZoneId zone) {
        this.zone = zone;
    }

    public ZoneId zone() {
        return zone;
    }

    public static long windowAt(Instant start) {
        return Math.floorDiv(start.getEpochSecond(), SECONDS);
    }

    public static Instant startOf(long window) {
        return Instant.ofEpochSecond(window * SECONDS);
    }

    /** 0 to 2015. In the hour that the clock repeats in autumn the same slots come twice. */
    public int slotOf(long window) {
        return slotOf(wallClock(window));
    }

    public static int slotOf(LocalDateTime wallClock) {
        return (wallClock.getDayOfWeek().getValue() - 1) * SLOTS_A_DAY
                + wallClock.getHour() * 12
                + wallClock.getMinute() / 5;
    }

    public LocalDate dayOf(long window) {
        return wallClock(window).toLocalDate();
    }

    private LocalDateTime wallClock(long window) {
        return LocalDateTime.ofInstant(startOf(window), zone);
    }
}
