package io.freeflow.feeds.simulate;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Where a simulator goes on, with what is needed to tell that it is the same one: {@code seed/simulation/clock}.
 *
 * @param simulation fingerprint of the road map, the options and the times
 * @param clock the feed clock: start of the next tick
 */
record SimulatorPosition(long seed, String simulation, Instant clock) {

    private static final Pattern FORM = Pattern.compile("(-?\\d+)/([0-9a-f]+)/(\\S+)");

    static SimulatorPosition of(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw unreadable(text);
        }
        try {
            return new SimulatorPosition(
                    Long.parseLong(matcher.group(1)), matcher.group(2), Instant.parse(matcher.group(3)));
        } catch (NumberFormatException | DateTimeException e) {
            throw unreadable(text);
        }
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("a position of the simulator is seed/simulation/clock, was '" + text + "'");
    }

    @Override
    public String toString() {
        return seed + "/" + simulation + "/" + clock;
    }
}
