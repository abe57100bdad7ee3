package io.freeflow.pipeline.validate;

import static io.freeflow.core.reading.Reason.*;

import io.freeflow.core.feed.FeedRules;
import io.freeflow.core.feed.FeedRules.TimeOf;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Correction;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.RawReading;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.reading.Remark;
import io.freeflow.core.reading.Verdict;
import io.freeflow.core.road.Reading;
import io.freeflow.core.time.Interval;
import io.freeflow.pipeline.validate.ValidateConfig.UnknownSensors;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules: gives each raw reading exactly one verdict, whatever came before it. Not thread-safe. */
final class Judge {

    private final ValidateConfig config;
    private final Network network;
    private final CrossRules crossRules;
    private final Habits usual;
    private final Map<String, Habits> habits = new HashMap<>();
    /** Made by the first correction of a reading; most have none. */
    private @Nullable List<Correction> corrections;

    /** How a feed writes. */
    private record Habits(String zone, Timestamps timestamps, Duration period, Duration futureLimit, TimeOf timeOf) {

        static Habits of(ValidateConfig config, FeedRules feed) {
            var zone = feed.zone().orElseGet(() -> ZoneId.of(config.zone()));
            return new Habits(
                    zone.getId(),
                    new Timestamps(zone),
                    feed.period().orElse(config.period()),
                    feed.futureLimit().orElse(config.futureLimit()),
                    feed.timeOf());
        }
    }

    Judge(ValidateConfig config, Map<String, FeedRules> feeds, Network network) {
        this.config = config;
        this.network = network;
        this.crossRules = new CrossRules(network);
        this.usual = Habits.of(config, FeedRules.USUAL);
        feeds.forEach((name, rules) -> habits.put(name, Habits.of(config, rules)));
    }

    /**
     * Judges one reading.
     *
     * @param feedClock how far the source says it is complete; empty before its first mark
     */
    Verdict judge(RawReading raw, String feed, Optional<Instant> feedClock) {
        try {
            corrections = null;
            String sensorId = sensorId(raw);
            Interval interval = interval(raw, habits.getOrDefault(feed, usual), feedClock);
            requireQuality(raw.qualityScore());
            var measurement =
                    new Measurement(speed(raw.speedMph()), flow(raw.flowVph()), occupancy(raw.occupancyPercent()));
            if (measurement.isMissing()) {
                throw new Refusal(NO_MEASUREMENT, "speed_mph, flow_vph and occupancy_percent are all missing");
            }
            Instant knownAt = feedClock.filter(interval.end()::isBefore).orElse(interval.end());
            var remarks = remarks(raw, sensorId, interval, measurement, feedClock);
            var reading = new Reading(
                    feed,
                    sensorId,
                    interval,
                    measurement,
                    knownAt,
                    corrections == null ? List.of() : corrections,
                    remarks == null ? List.of() : List.copyOf(remarks));
            return corrections == null ? new Verdict.Accepted(reading) : new Verdict.Corrected(reading);
        } catch (Refusal refusal) {
            return new Verdict.Rejected(refusal.reason, refusal.detail);
        }
    }

    private @Nullable Set<Remark> remarks(
            RawReading raw, String sensorId, Interval interval, Measurement measurement, Optional<Instant> feedClock) {
        boolean old = feedClock.isPresent()
                && feedClock.get().getEpochSecond() - interval.start().getEpochSecond()
                        > config.oldAfter().toSeconds();
        return crossRules.judge(
                sensorId,
                lanes(raw.place().lanes()),
                interval.length().toMillis() / 1000.0,
                measurement,
                old ? CrossRules.add(Remark.OLD, null) : null);
    }

    /** A number of lanes that a carriageway has; 0 for anything else. */
    private static int lanes(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 2) {
            return 0;
        }
        int lanes = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            lanes = 10 * lanes + digit;
        }
        return lanes;
    }

    private void requireQuality(@Nullable String text) {
        if (text == null) {
            return;
        }
        double quality = number("quality_score", text);
        if (quality < config.minQuality()) {
            throw new Refusal(
                    QUALITY_TOO_LOW, "quality_score must be at least " + config.minQuality() + ", was " + quality);
        }
    }

    private String sensorId(RawReading raw) {
        String id = raw.sensorId();
        if (id == null || id.isBlank()) {
            throw new Refusal(MISSING_SENSOR_ID, "sensor_id is missing");
        }
        int length = id.length();
        if (length > Sensor.MAX_ID_LENGTH) {
            throw new Refusal(
                    SENSOR_ID_TOO_LONG,
                    "sensor_id must have at most " + Sensor.MAX_ID_LENGTH + " characters, had " + length);
        }
        if (hasControlCharacter(id)) {
            throw new Refusal(UNREADABLE, "sensor_id must not have control characters, was " + id);
        }
        if (config.unknownSensors() == UnknownSensors.REJECT && !network.contains(id)) {
            throw new Refusal(UNKNOWN_SENSOR, "sensor_id must be in the network, was " + id);
        }
        return id;
    }

    private Interval interval(RawReading raw, Habits feed, Optional<Instant> feedClock) {
        String text = raw.timestamp();
        if (text == null || text.isBlank()) {
            throw new Refusal(MISSING_TIMESTAMP, "timestamp is missing");
        }
        Instant time = switch (feed.timestamps.parse(text)) {
            case Timestamps.Parsed.Time parsed -> parsed.instant();
            case Timestamps.Parsed.Nonexistent none ->
                throw new Refusal(NONEXISTENT_LOCAL_TIME, "timestamp " + text + " never was in " + feed.zone);
            case Timestamps.Parsed.Bad bad ->
                throw new Refusal(
                        BAD_TIMESTAMP, "timestamp must be ISO 8601 or epoch, 1980 to 2199, was " + shorten(text));
        };
        Duration period = period(raw.periodSeconds(), feed);
        Instant start = feed.timeOf == TimeOf.END ? time.minus(period) : time;
        if (feedClock.isPresent() && start.isAfter(feedClock.get().plus(feed.futureLimit))) {
            throw new Refusal(
                    FROM_THE_FUTURE,
                    "timestamp must be at most " + feed.futureLimit + " after the feed clock " + feedClock.get()
                            + ", was " + start);
        }
        return Interval.startingAt(start, period);
    }

    private static Duration period(@Nullable String text, Habits feed) {
        if (text == null) {
            return feed.period;
        }
        double seconds = number("period_seconds", text);
        if (!(seconds >= 1 && seconds <= FeedRules.LONGEST_PERIOD.toSeconds())) {
            throw new Refusal(
                    BAD_PERIOD,
                    "period_seconds must be 1 to " + FeedRules.LONGEST_PERIOD.toSeconds() + ", was " + seconds);
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private double speed(@Nullable String text) {
        if (text == null) {
            return Double.NaN;
        }
        double speed = number("speed_mph", text);
        if (!(speed >= 0 && speed <= config.maxSpeedMph())) {
            throw new Refusal(SPEED_OUT_OF_RANGE, "speed_mph must be 0 to " + config.maxSpeedMph() + ", was " + speed);
        }
        return speed;
    }

    private double flow(@Nullable String text) {
        if (text == null) {
            return Double.NaN;
        }
        double flow = number("flow_vph", text);
        if (flow < 0) {
            throw new Refusal(FLOW_OUT_OF_RANGE, "flow_vph must not be negative, was " + flow);
        }
        return atMost("flow_vph", flow, config.maxFlowVph());
    }

    private double occupancy(@Nullable String text) {
        if (text == null) {
            return Double.NaN;
        }
        double occupancy = number("occupancy_percent", text);
        if (occupancy < 0) {
            throw new Refusal(OCCUPANCY_OUT_OF_RANGE, "occupancy_percent must not be negative, was " + occupancy);
        }
        return atMost("occupancy_percent", occupancy, 100);
    }

    private double atMost(String field, double value, double limit) {
        if (value <= limit) {
            return value;
        }
        if (corrections == null) {
            corrections = new ArrayList<>(2);
        }
        corrections.add(new Correction(field, Double.toString(value), Double.toString(limit)));
        return limit;
    }

    private static double number(String field, String text) {
        double value;
        try {
            value = isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            throw new Refusal(NOT_A_NUMBER, field + " must be a finite number, was " + shorten(text));
        }
        return value == 0 ? 0 : value;
    }

    /** Double.parseDouble alone also takes 65f and 0x41p0. */
    private static boolean isDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.+-eE ".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** Carries a rejection out of a rule; cheap, and never leaves this class. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Reason reason;
        private final transient String detail;

        Refusal(Reason reason, String detail) {
            super(detail, null, false, false);
            this.reason = reason;
            this.detail = detail;
        }
    }
}
