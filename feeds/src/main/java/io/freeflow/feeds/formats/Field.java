package io.freeflow.feeds.formats;

import static io.freeflow.feeds.formats.Unit.KILOMETRES_PER_HOUR;
import static io.freeflow.feeds.formats.Unit.OURS;
import static io.freeflow.feeds.formats.Unit.UNSAID;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A field of a raw record with the names it goes by, the preferred one first. */
public enum Field {
    EVENT_ID("event_id"),
    SENSOR_ID("sensor_id", "segment_id", "location_id"),
    TIMESTAMP("timestamp", "event_time"),
    PERIOD("period_seconds"),
    SPEED("speed_mph", "speed", "speed_kmh"),
    FLOW("volume_vehicles_per_hour", "volume_vph", "volume", "flow_vph"),
    OCCUPANCY("occupancy_percentage", "occupancy_percent", "occupancy"),
    QUALITY("quality_score"),
    LATITUDE("latitude"),
    LONGITUDE("longitude"),
    FREEWAY("highway", "highway_id", "freeway"),
    DIRECTION("direction"),
    POSTMILE("postmile_mi", "mile_marker"),
    LANES("lanes", "lane_count"),
    PLACE_NAME("road_name", "road_segment");

    private static final Map<String, Alias> BY_NAME = byName();

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    Field(String... names) {
        this.names = List.of(names);
    }

    /** The names by which records call it, the preferred one first. */
    public List<String> names() {
        return names;
    }

    /** Whether it says where a sensor is: without it a record is as good a reading. */
    boolean isPlace() {
        return compareTo(LATITUDE) >= 0;
    }

    /** What a name stands for, whatever its case; empty for a name that we do not read. */
    public static Optional<Alias> find(String name) {
        var alias = BY_NAME.get(name);
        return Optional.ofNullable(alias != null ? alias : BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * One name of a field.
     *
     * @param name in lower case
     * @param rank 0 for the preferred name; where a record has several names of one field, the lowest rank counts
     */
    public record Alias(String name, Field field, int rank, Unit unit) {}

    /** All names of all fields. */
    static Collection<Alias> aliases() {
        return BY_NAME.values();
    }

    private static Unit unit(String name) {
        return switch (name) {
            case "speed_kmh" -> KILOMETRES_PER_HOUR;
            case "speed", "volume", "occupancy" -> UNSAID;
            default -> OURS;
        };
    }

    private static Map<String, Alias> byName() {
        var aliases = new HashMap<String, Alias>();
        for (Field field : values()) {
            for (int rank = 0; rank < field.names.size(); rank++) {
                var name = field.names.get(rank);
                aliases.put(name, new Alias(name, field, rank, unit(name)));
            }
        }
        return Collections.unmodifiableMap(aliases);
    }
}
