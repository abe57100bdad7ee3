package io.freeflow.feeds.metrla;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.freeflow.core.network.Edge;
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
import java.util.function.Function;

/** The METR-LA network from its two tables; the data set knows positions and distances, no freeways. */
public final class MetrLaNetwork {

    public static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
    public static final String REGION = "metr-la";

    private MetrLaNetwork() {}

    /**
     * Reads the network. Self loops of the graph are left out.
     *
     * @param sensors columns sensor_id, latitude, longitude
     * @param graph columns from_sensor_id, to_sensor_id, weight; without it the network has no edges
     */
    public static Network read(Path sensors, Optional<Path> graph) {
        return Network.of(
                ZONE,
                rows(sensors, MetrLaNetwork::sensor),
                graph.map(MetrLaNetwork::edges).orElse(List.of()));
    }

    private static Sensor sensor(NamedCsvRecord row) {
        var id = row.getField("sensor_id");
        var position = new Position(number(row, "latitude"), number(row, "longitude"));
        return new Sensor(id, "METR-LA " + id, position, REGION, new Placement.StationOnly(), OptionalDouble.empty());
    }

    private static List<Edge> edges(Path graph) {
        return rows(
                        graph,
                        row -> new Edge(
                                row.getField("from_sensor_id"), row.getField("to_sensor_id"), number(row, "weight")))
                .stream()
                .filter(edge -> !edge.from().equals(edge.to()))
                .toList();
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    private static <T> List<T> rows(Path path, Function<NamedCsvRecord, T> read) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(path)) {
            return reader.stream().map(read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
