package io.freeflow.feeds.files;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.feeds.formats.Field;
import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every sensor that imported files spoke of, with what they said of its place; what was said first counts. Those with a
 * position make the network. Kept as a CSV file that {@code freeflow demo --feed csv --sensors} reads too, where each sensor
 * has a position. Not thread-safe.
 */
public final class SensorBook {

    private static final List<String> HEADER =
            List.of("sensor_id", "latitude", "longitude", "freeway", "direction", "postmile_mi", "lanes", "road_name");

    private final Map<String, RawPlace> places = new TreeMap<>();

    /** The book of a file; empty where there is none. */
    public static SensorBook open(Path file) throws IOException {
        var book = new SensorBook();
        if (Files.exists(file)) {
            book.read(new InputFile(file));
        }
        return book;
    }

    /** Reads a table of sensors with a header; gives how many rows it has. */
    public long read(InputFile table) throws IOException {
        long rows = 0;
        try (var reader = CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(table.open())) {
            for (NamedCsvRecord row : reader) {
                var cells = new TreeMap<Field, String>();
                row.getHeader()
                        .forEach(column -> Field.find(column.strip())
                                .ifPresent(alias -> row.findField(column)
                                        .map(String::strip)
                                        .filter(text -> !text.isEmpty())
                                        .ifPresent(text -> cells.putIfAbsent(alias.field(), text))));
                var id = cells.get(Field.SENSOR_ID);
                if (id != null) {
                    rows++;
                    add(
                            id,
                            new RawPlace(
                                    cells.get(Field.LATITUDE),
                                    cells.get(Field.LONGITUDE),
                                    cells.get(Field.FREEWAY),
                                    cells.get(Field.DIRECTION),
                                    cells.get(Field.POSTMILE),
                                    cells.get(Field.LANES),
                                    cells.get(Field.PLACE_NAME)));
                }
            }
        }
        return rows;
    }

    /** Adds what a record says of its sensor's place. */
    public void add(String sensorId, RawPlace place) {
        places.merge(sensorId, place, (known, other) -> known.equals(other) ? known : completed(known, other));
    }

    private static RawPlace completed(RawPlace known, RawPlace other) {
        boolean positioned = known.latitude() != null && known.longitude() != null;
        return new RawPlace(
                positioned ? known.latitude() : other.latitude(),
                positioned ? known.longitude() : other.longitude(),
                or(known.freeway(), other.freeway()),
                or(known.direction(), other.direction()),
                or(known.postmileMiles(), other.postmileMiles()),
                or(known.lanes(), other.lanes()),
                or(known.name(), other.name()));
    }

    private static @Nullable String or(@Nullable String known, @Nullable String other) {
        return known != null ? known : other;
    }

    /** How many sensors it knows. */
    public int size() {
        return places.size();
    }

    /** How many of them have a freeway and a direction, if no position. */
    public long withFreeway() {
        return places.values().stream()
                .filter(place -> place.freeway() != null && place.direction() != null)
                .count();
    }

    /** The sensors with a position, in one region. */
    public Network network(String region, ZoneId zone) {
        var sensors = new ArrayList<Sensor>();
        places.forEach((id, place) -> sensor(id, place, region).ifPresent(sensors::add));
        return Network.of(zone, sensors, List.of());
    }

    private static Optional<Sensor> sensor(String id, RawPlace place, String region) {
        try {
            var name = Objects.requireNonNullElse(place.name(), id);
            return place.position()
                    .map(position -> new Sensor(id, name, position, region, placement(place), OptionalDouble.empty()));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Placement placement(RawPlace place) {
        var freeway = place.freeway();
        var postmile = place.postmileMiles();
        var lanes = place.lanes();
        var direction = place.direction();
        if (freeway == null || direction == null || postmile == null || lanes == null) {
            return new Placement.StationOnly();
        }
        try {
            double miles = Double.parseDouble(postmile);
            return Double.isFinite(miles)
                    ? new Placement.OnFreeway(freeway, Direction.valueOf(direction), miles, Integer.parseInt(lanes))
                    : new Placement.StationOnly();
        } catch (IllegalArgumentException notOnAFreeway) {
            return new Placement.StationOnly();
        }
    }

    /** Writes it, whole or not at all. */
    public void save(Path file) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var out = CsvWriter.builder().build(part)) {
            out.writeRecord(HEADER);
            places.forEach((id, place) -> out.writeRecord(
                    id,
                    place.latitude(),
                    place.longitude(),
                    place.freeway(),
                    place.direction(),
                    place.postmileMiles(),
                    place.lanes(),
                    place.name()));
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
