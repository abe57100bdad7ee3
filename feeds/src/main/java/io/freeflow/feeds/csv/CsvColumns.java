package io.freeflow.feeds.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.formats.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which column of a CSV file holds which field. */
final class CsvColumns {

    private final Map<Field, Integer> columns = new EnumMap<>(Field.class);

    private CsvColumns() {}

    /**
     * The columns of a header.
     *
     * @throws IllegalArgumentException if the sensor, the time or any measurement has none
     */
    static CsvColumns of(List<String> header) {
        var names = header.stream().map(String::strip).toList();
        var columns = new CsvColumns();
        for (Field field : Field.values()) {
            field.names().stream()
                    .mapToInt(names::indexOf)
                    .filter(column -> column >= 0)
                    .findFirst()
                    .ifPresent(column -> columns.columns.put(field, column));
        }
        columns.require(Field.SENSOR_ID);
        columns.require(Field.TIMESTAMP);
        if (!columns.has(Field.SPEED) && !columns.has(Field.FLOW) && !columns.has(Field.OCCUPANCY)) {
            throw new IllegalArgumentException("the header has no column for speed, volume or occupancy");
        }
        return columns;
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
        return new RawReading(
                text(row, Field.EVENT_ID),
                text(row, Field.SENSOR_ID),
                text(row, Field.TIMESTAMP),
                text(row, Field.PERIOD),
                text(row, Field.SPEED),
                text(row, Field.FLOW),
                text(row, Field.OCCUPANCY));
    }

    private @Nullable String text(CsvRecord row, Field field) {
        Integer column = columns.get(field);
        if (column == null || column >= row.getFieldCount()) {
            return null;
        }
        var text = row.getField(column).strip();
        return text.isEmpty() ? null : text;
    }
}
