package io.freeflow.feeds.formats;

import java.util.EnumSet;
import java.util.Set;

/** An object of a record in which fields are looked for, and where it may stand. */
enum Part {
    ROOT("", 0, EnumSet.allOf(Field.class)),
    /** Says which sensor a record of a segment comes from (F4), so its sensor counts before the segment. */
    METADATA("metadata", 5, EnumSet.of(Field.SENSOR_ID, Field.FREEWAY, Field.DIRECTION, Field.LANES, Field.PLACE_NAME)),
    COORDINATES("coordinates", 100, EnumSet.of(Field.LATITUDE, Field.LONGITUDE)),
    LOCATION(
            "location",
            200,
            EnumSet.of(
                    Field.SENSOR_ID,
                    Field.LATITUDE,
                    Field.LONGITUDE,
                    Field.FREEWAY,
                    Field.DIRECTION,
                    Field.POSTMILE,
                    Field.LANES,
                    Field.PLACE_NAME)),
    TRAFFIC_DATA("traffic_data", 200, EnumSet.of(Field.SPEED, Field.FLOW, Field.OCCUPANCY)),
    TRAFFIC_METRICS("traffic_metrics", 300, EnumSet.of(Field.SPEED, Field.FLOW, Field.OCCUPANCY));

    private final String label;
    private final int rank;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final Set<Field> fields;

    Part(String label, int rank, Set<Field> fields) {
        this.label = label;
        this.rank = rank;
        this.fields = fields;
    }

    /** What it adds to the rank of a name. */
    int rank() {
        return rank;
    }

    boolean has(Field field) {
        return fields.contains(field);
    }

    /** The name of the object; empty for the record itself. */
    String label() {
        return label;
    }

    /** Whether another part may stand in this one; coordinates also stand in a location. */
    boolean holds(Part other) {
        return switch (this) {
            case ROOT -> other != ROOT;
            case LOCATION -> other == COORDINATES;
            case METADATA, COORDINATES, TRAFFIC_DATA, TRAFFIC_METRICS -> false;
        };
    }
}
