package io.freeflow.feeds.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A network from a CSV file of sensors: columns sensor_id, latitude and longitude, and where known name, freeway,
 * direction (N, S, E, W), postmile_mi and lanes.
 */
public final class CsvNetwork {

    private CsvNetwork() {}

    /** Reads the network; a sensor without freeway, direction, postmile or lanes is a station only. */
    public static Network read(Path sensors, String region, ZoneId zone) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(sensors)) {
            return Network.of(
                    zone,
                    reader.stream().map(row -> sensor(sensors, region, row)).toList(),
                    List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + sensors, e);
        }
    }

    private static Sensor sensor(Path sensors, String region, NamedCsvRecord row) {
        try {
            var id = get(row, "sensor_id");
            var position =
                    new Position(Double.parseDouble(get(row, "latitude")), Double.parseDouble(get(row, "longitude")));
            return new Sensor(
                    id, find(row, "name").orElse(id), position, region, placement(row), OptionalDouble.empty());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    sensors + " line " + row.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }

    private static Placement placement(NamedCsvRecord row) {
        var freeway = find(row, "freeway");
        var direction = find(row, "direction");
        var postmile = find(row, "postmile_mi");
        var lanes = find(row, "lanes");
        if (freeway.isEmpty() || direction.isEmpty() || postmile.isEmpty() || lanes.isEmpty()) {
            return new Placement.StationOnly();
        }
        return new Placement.OnFreeway(
                freeway.get(),
                Direction.valueOf(direction.get()),
                Double.parseDouble(postmile.get()),
                Integer.parseInt(lanes.get()));
    }

    private static String get(NamedCsvRecord row, String column) {
        return find(row, column).orElseThrow(() -> new IllegalArgumentException("there is no " + column));
    }

    private static Optional<String> find(NamedCsvRecord row, String column) {
        return row.findField(column).map(String::strip).filter(text -> !text.isEmpty());
    }
}
