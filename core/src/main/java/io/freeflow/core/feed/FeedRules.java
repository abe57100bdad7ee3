package io.freeflow.core.feed;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How one feed writes, where it is not as usual. Keys start with {@code feeds.NAME.}, with the feed's name. A unit that stands
 * in the name of a field counts before the unit that is set here.
 */
public record FeedRules(
        @Doc("zone of its times that name none; else validate.zone")
        Optional<ZoneId> zone,

        @Doc("length of its intervals where a record names none, 1s to 5m; else validate.period")
        Optional<Duration> period,

        @Doc("how far after the feed clock an interval may start; else validate.future-limit")
        Optional<Duration> futureLimit,

        @Doc("what its times say: start or end of the interval") @Default("start")
        TimeOf timeOf,

        @Doc("unit of 'speed': mph, kmh or mps") @Default("mph")
        SpeedUnit speedUnit,

        @Doc("what 'volume' counts: vehicles per-hour or per-period") @Default("per-hour")
        FlowUnit flowUnit,

        @Doc("unit of 'occupancy': percent, fraction (0 to 1) or per-mille") @Default("percent")
        OccupancyUnit occupancyUnit) {

    /** A feed that writes as usual. */
    public static final FeedRules USUAL = new FeedRules(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            TimeOf.START,
            SpeedUnit.MPH,
            FlowUnit.PER_HOUR,
            OccupancyUnit.PERCENT);

    /** The longest interval that a reading may have. */
    public static final Duration LONGEST_PERIOD = Duration.ofMinutes(5);

    public FeedRules {
        period.ifPresent(length -> {
            if (length.compareTo(Duration.ofSeconds(1)) < 0 || length.compareTo(LONGEST_PERIOD) > 0) {
                throw new IllegalArgumentException("period must be 1s to 5m, was " + length);
            }
        });
        futureLimit.ifPresent(limit -> {
            if (limit.isNegative()) {
                throw new IllegalArgumentException("future-limit must not be negative, was " + limit);
            }
        });
    }

    /** What a time says of its interval. */
    public enum TimeOf {
        START,
        END
    }

    /** Units of speed. */
    public enum SpeedUnit {
        MPH(1),
        /** A mile is 1.609344 km by definition. */
        KMH(1 / 1.609344),
        MPS(3.6 / 1.609344);

        private final double mph;

        SpeedUnit(double mph) {
            this.mph = mph;
        }

        /** Miles per hour in one of it. */
        public double mph() {
            return mph;
        }
    }

    /** What a number of vehicles is for. */
    public enum FlowUnit {
        PER_HOUR,
        PER_PERIOD
    }

    /** Units of occupancy. */
    public enum OccupancyUnit {
        PERCENT(1),
        FRACTION(100),
        PER_MILLE(0.1);

        private final double percent;

        OccupancyUnit(double percent) {
            this.percent = percent;
        }

        /** Percent in one of it. */
        public double percent() {
            return percent;
        }
    }
}
