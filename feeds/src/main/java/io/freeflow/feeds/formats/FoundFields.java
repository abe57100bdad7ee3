package io.freeflow.feeds.formats;

import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The fields found in one record so far: of several names the best ranked counts. */
@SuppressWarnings("EnumOrdinal") // an index into arrays that live as long as one record
final class FoundFields {

    private static final int FIELDS = Field.values().length;
    /** The room between two names of one field, for the objects in which a name may stand. */
    private static final int NAME = 10;

    private static final int NOT_FOUND = Integer.MAX_VALUE;

    private final @Nullable String[] values = new @Nullable String[FIELDS];
    private final int[] ranks = new int[FIELDS];

    private final FeedUnits units;
    private boolean flowIsCount;

    FoundFields(FeedUnits units) {
        this.units = units;
        Arrays.fill(ranks, NOT_FOUND);
    }

    /**
     * Takes a value.
     *
     * @param place what the object that it stands in adds to its rank
     * @throws AmbiguousException if the same name was there before
     */
    void put(Field.Alias alias, int place, String value) {
        int field = alias.field().ordinal();
        int rank = place + NAME * alias.rank();
        if (rank == ranks[field]) {
            throw new AmbiguousException(alias.name() + " is in the record twice");
        }
        if (rank < ranks[field]) {
            ranks[field] = rank;
            values[field] = units.convert(alias, value);
            if (alias.field() == Field.FLOW) {
                flowIsCount = alias.unit() == Unit.UNSAID && units.countPeriodSeconds() > 0;
            }
        }
    }

    RawReading toReading() {
        return new RawReading(
                value(Field.EVENT_ID),
                value(Field.SENSOR_ID),
                value(Field.TIMESTAMP),
                value(Field.PERIOD),
                value(Field.SPEED),
                flowIsCount ? units.flow(value(Field.FLOW), value(Field.PERIOD)) : value(Field.FLOW),
                value(Field.OCCUPANCY),
                place(),
                value(Field.QUALITY));
    }

    private RawPlace place() {
        var place = new RawPlace(
                value(Field.LATITUDE),
                value(Field.LONGITUDE),
                value(Field.FREEWAY),
                value(Field.DIRECTION),
                value(Field.POSTMILE),
                value(Field.LANES),
                value(Field.PLACE_NAME));
        return place.isNone() ? RawPlace.NONE : place;
    }

    private @Nullable String value(Field field) {
        return values[field.ordinal()];
    }

    /** A record that says one thing in two ways, or a thing in a way we cannot read; without a stack trace. */
    static final class AmbiguousException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String detail;

        AmbiguousException(String detail) {
            super(detail, null, false, false);
            this.detail = detail;
        }

        @Override
        public String getMessage() {
            return detail;
        }
    }
}
