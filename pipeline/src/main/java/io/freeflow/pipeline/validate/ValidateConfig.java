package io.freeflow.pipeline.validate;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
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

        @Doc("highest speed that is believed, mph") @Default("120")
        double maxSpeedMph,

        @Doc("highest station flow that is believed, veh/h; more is corrected to it") @Default("15000")
        double maxFlowVph,

        @Doc("what to do with a sensor that the network does not know: accept or reject") @Default("accept")
        UnknownSensors unknownSensors,

        @Doc("largest raw record, bytes") @Default("65536") int maxBytes) {

    /** What happens to readings of sensors that the network does not know. */
    public enum UnknownSensors {
        ACCEPT,
        REJECT
    }

    static final Duration LONGEST_PERIOD = Duration.ofMinutes(5);

    public ValidateConfig {
        var _ = ZoneId.of(zone);
        if (period.compareTo(Duration.ofSeconds(1)) < 0 || period.compareTo(LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException("validate.period must be 1s to 5m, was " + period);
        }
        if (futureLimit.isNegative()) {
            throw new IllegalArgumentException("validate.future-limit must not be negative, was " + futureLimit);
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
}
