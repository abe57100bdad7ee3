package io.freeflow.feeds.formats;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A field of a raw record with the names it goes by, the preferred one first. */
public enum Field {
    EVENT_ID("event_id"),
    SENSOR_ID("sensor_id", "segment_id"),
    TIMESTAMP("timestamp"),
    PERIOD("period_seconds"),
    SPEED("speed_mph", "speed"),
    FLOW("volume_vehicles_per_hour", "volume_vph", "volume", "flow_vph"),
    OCCUPANCY("occupancy_percentage", "occupancy_percent", "occupancy");

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

    /** What a name stands for; empty for a name that we do not read. */
    public static Optional<Alias> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /**
     * One name of a field.
     *
     * @param rank 0 for the preferred name; where a record has several names of one field, the lowest rank counts
     */
    public record Alias(Field field, int rank) {}

    private static Map<String, Alias> byName() {
        var aliases = new HashMap<String, Alias>();
        for (Field field : values()) {
            for (int rank = 0; rank < field.names.size(); rank++) {
                aliases.put(field.names.get(rank), new Alias(field, rank));
            }
        }
        return Map.copyOf(aliases);
    }
}
