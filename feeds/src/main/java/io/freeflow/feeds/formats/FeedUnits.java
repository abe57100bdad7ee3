package io.freeflow.feeds.formats;

import io.freeflow.core.feed.FeedRules;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of a feed mean where their names do not say it.
 *
 * @param mph miles per hour in one of its speeds
 * @param percent in one of its occupancies
 * @param countPeriodSeconds its flows are vehicles in an interval of this length, unless the record names another; 0 where they
 *     are vehicles an hour
 */
record FeedUnits(double mph, double percent, double countPeriodSeconds) {

    static final FeedUnits OURS = new FeedUnits(1, 1, 0);

    static FeedUnits of(FeedRules feed, Duration usualPeriod) {
        return new FeedUnits(
                feed.speedUnit().mph(),
                feed.occupancyUnit().percent(),
                feed.flowUnit() == FeedRules.FlowUnit.PER_PERIOD ? usualPeriod.toMillis() / 1000.0 : 0);
    }

    String convert(Field.Alias alias, String value) {
        if (alias.unit() != Unit.UNSAID) {
            return alias.unit().convert(value);
        }
        return switch (alias.field()) {
            case SPEED -> Unit.times(value, mph);
            case OCCUPANCY -> Unit.times(value, percent);
            default -> value;
        };
    }

    /** Vehicles an hour of a count. */
    @Nullable
    String flow(@Nullable String count, @Nullable String periodSeconds) {
        if (count == null) {
            return null;
        }
        double seconds = countPeriodSeconds;
        try {
            seconds = periodSeconds == null ? countPeriodSeconds : Double.parseDouble(periodSeconds);
        } catch (NumberFormatException e) {
            // Validation rejects the record for its period.
        }
        return Unit.times(count, 3600 / seconds);
    }
}
