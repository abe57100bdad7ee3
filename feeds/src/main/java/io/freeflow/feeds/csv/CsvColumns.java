package io.freeflow.feeds.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.formats.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which column of a CSV file holds which field. */
final class CsvColumns {

    private final Map<Field, Column> columns = new EnumMap<>(Field.class);

    private record Column(int index, Field.Alias alias) {}

    private CsvColumns() {}

    /**
     * The columns of a header.
     *
     * @throws IllegalArgumentException if the sensor, the time or any measurement has none
     */
    static CsvColumns of(List<String> header) {
        var columns = new CsvColumns();
        for (int index = 0; index < header.size(); index++) {
            columns.take(index, Field.find(header.get(index).strip()));
        }
        columns.require(Field.SENSOR_ID);
        columns.require(Field.TIMESTAMP);
        if (!columns.has(Field.SPEED) && !columns.has(Field.FLOW) && !columns.has(Field.OCCUPANCY)) {
            throw new IllegalArgumentException("the header has no column for speed, volume or occupancy");
        }
        return columns;
    }

    /** Of several names of one field the best ranked counts, and of one name the first. */
    private void take(int index, Optional<Field.Alias> alias) {
        alias.ifPresent(found -> columns.merge(
                found.field(),
                new Column(index, found),
                (known, other) -> other.alias().rank() < known.alias().rank() ? other : known));
    }

    private void require(Field field) {
        if (!has(field)) {
            throw new IllegalArgumentException("the header has no column " + String.join(" or ", field.names()));
        }
    }

    private boolean has(Field field) {
        return columns.containsKey(field);
    }

    RawReading read(CsvRecord row) {
        var place = new RawPlace(
                text(row, Field.LATITUDE),
                text(row, Field.LONGITUDE),
                text(row, Field.FREEWAY),
                text(row, Field.DIRECTION),
                text(row, Field.POSTMILE),
                text(row, Field.LANES),
                text(row, Field.PLACE_NAME));
        return new RawReading(
                text(row, Field.EVENT_ID),
                text(row, Field.SENSOR_ID),
                text(row, Field.TIMESTAMP),
                text(row, Field.PERIOD),
                text(row, Field.SPEED),
                text(row, Field.FLOW),
                text(row, Field.OCCUPANCY),
                place.isNone() ? RawPlace.NONE : place,
                text(row, Field.QUALITY));
    }

    private @Nullable String text(CsvRecord row, Field field) {
        var column = columns.get(field);
        if (column == null || column.index() >= row.getFieldCount()) {
            return null;
        }
        var text = row.getField(column.index()).strip();
        return text.isEmpty() ? null : column.alias().unit().convert(text);
    }
}
