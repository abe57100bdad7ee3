package io.freeflow.pipeline.validate;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import io.freeflow.core.feed.FeedRules;
import java.time.Duration;
import java.time.ZoneId;

/** Settings of the validate stage. Keys start with {@code validate.}. */
public record ValidateConfig(
        @Doc("zone of timestamps that name none") @Default("America/Los_Angeles")
        String zone,

        @Doc("length of a reading's interval where the record names none, 1s to 5m") @Default("5m")
        Duration period,

        @Doc("how far after the feed clock an interval may start") @Default("15m")
        Duration futureLimit,

        @Doc("how far before the feed clock an interval may start without a remark") @Default("7d")
        Duration oldAfter,

        @Doc("highest speed that is believed, mph") @Default("120")
        double maxSpeedMph,

        @Doc("highest station flow that is believed, veh/h; more is corrected to it") @Default("15000")
        double maxFlowVph,

        @Doc("lowest quality that a feed may give its own record, 0 to 1") @Default("0.5")
        double minQuality,

        @Doc("what to do with a sensor that the network does not know: register or reject") @Default("register")
        UnknownSensors unknownSensors,

        @Doc("largest raw record, bytes") @Default("65536") int maxBytes) {

    /** What happens to readings of sensors that the network does not know. */
    public enum UnknownSensors {
        /** They are taken; one that says its position joins the network that is shown. */
        REGISTER,
        REJECT
    }

    /** The defaults. */
    public static final ValidateConfig USUAL = new ValidateConfig(
            "America/Los_Angeles",
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofDays(7),
            120,
            15_000,
            0.5,
            UnknownSensors.REGISTER,
            65_536);

    public ValidateConfig {
        var _ = ZoneId.of(zone);
        if (period.compareTo(Duration.ofSeconds(1)) < 0 || period.compareTo(FeedRules.LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException("validate.period must be 1s to 5m, was " + period);
        }
        if (futureLimit.isNegative()) {
            throw new IllegalArgumentException("validate.future-limit must not be negative, was " + futureLimit);
        }
        if (oldAfter.isNegative()) {
            throw new IllegalArgumentException("validate.old-after must not be negative, was " + oldAfter);
        }
        if (!(minQuality >= 0 && minQuality <= 1)) {
            throw new IllegalArgumentException("validate.min-quality must be 0 to 1, was " + minQuality);
        }
        if (!(maxSpeedMph > 0)) {
            throw new IllegalArgumentException("validate.max-speed-mph must be above 0, was " + maxSpeedMph);
        }
        if (!(maxFlowVph > 0)) {
            throw new IllegalArgumentException("validate.max-flow-vph must be above 0, was " + maxFlowVph);
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("validate.max-bytes must be at least 1, was " + maxBytes);
        }
    }

    public ValidateConfig withPeriod(Duration other) {
        return new ValidateConfig(
                zone, other, futureLimit, oldAfter, maxSpeedMph, maxFlowVph, minQuality, unknownSensors, maxBytes);
    }

    public ValidateConfig withMaxSpeedMph(double other) {
        return new ValidateConfig(
                zone, period, futureLimit, oldAfter, other, maxFlowVph, minQuality, unknownSensors, maxBytes);
    }

    public ValidateConfig withUnknownSensors(UnknownSensors other) {
        return new ValidateConfig(
                zone, period, futureLimit, oldAfter, maxSpeedMph, maxFlowVph, minQuality, other, maxBytes);
    }

    public ValidateConfig withMaxBytes(int other) {
        return new ValidateConfig(
                zone, period, futureLimit, oldAfter, maxSpeedMph, maxFlowVph, minQuality, unknownSensors, other);
    }
}
