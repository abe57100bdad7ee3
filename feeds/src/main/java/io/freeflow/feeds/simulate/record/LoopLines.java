package io.freeflow.feeds.simulate.record;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.StationReports;
import io.freeflow.feeds.simulate.TrafficSimulation;
import io.freeflow.feeds.simulate.road.Carriageway;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A row for each lane and interval in the layout of Portland's loops: without a header, times to the minute, vehicles in
 * the interval. Rows of one minute stand in the order of time.
 */
final class LoopLines implements TickRecorder {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("M/d/yy H:mm", Locale.ROOT);
    /** The layout's word for a report with a speed, and for any other. */
    private static final String MEASURED = "2";

    private static final String NOT_MEASURED = "0";
    private static final String NO_FLAGS = "0";
    /** Ordinary lanes, and what the layout says of a station in use. */
    private static final String ORDINARY = "1";

    private final SimulatedCity city;
    private final TrafficSimulation simulation;
    private final StationReports reports;
    private final CsvWriter csv;
    private long missing;

    LoopLines(SimulatedCity city, TrafficSimulation simulation, OutputStream out) {
        this.city = city;
        this.simulation = simulation;
        this.reports = city.newReports();
        this.csv = CsvLines.writer(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void begin() {}

    @Override
    public long tick(Duration tick) {
        var minute = MINUTE.format(city.clock().at(simulation.now()));
        double hours = tick.toSeconds() / 3600.0;
        simulation.advance(tick, reports);
        missing = 0;
        long written = 0;
        int detector = 0;
        for (int i = 0; i < reports.stations(); i++) {
            missing += reports.isMissing(i) ? 1 : 0;
            for (int lane = 0; lane < reports.lanes(i); lane++) {
                detector++;
                float flow = reports.laneFlowVph(i, lane);
                float speed = reports.laneSpeedMph(i, lane);
                boolean reported = !Float.isNaN(flow);
                written += reported ? 1 : 0;
                csv.writeRecord(
                        Integer.toString(detector),
                        minute,
                        reported ? Long.toString(Math.round(flow * hours)) : "",
                        Float.isNaN(speed) ? "" : Integer.toString(Math.round(speed)),
                        Integer.toString(reported ? Math.round(reports.laneOccupancyPercent(i, lane)) : 0),
                        Float.isNaN(speed) ? NOT_MEASURED : MEASURED,
                        NO_FLAGS);
            }
        }
        return written;
    }

    @Override
    public long end() throws IOException {
        csv.flush();
        return 0;
    }

    @Override
    public long missing() {
        return missing;
    }

    @Override
    public List<Companion> companions() {
        return List.of(
                new Companion("highways.csv", this::writeHighways),
                new Companion("stations.csv", this::writeStations),
                new Companion("detectors.csv", this::writeDetectors));
    }

    private void writeHighways(Writer out) throws IOException {
        var highways = CsvLines.writer(out);
        for (Carriageway road : city.plan().carriageways()) {
            var word = switch (road.direction()) {
                case N -> "NORTH";
                case S -> "SOUTH";
                case E -> "EAST";
                case W -> "WEST";
            };
            highways.writeRecord(
                    Integer.toString(road.number()),
                    road.direction().name(),
                    word,
                    road.freeway().name());
        }
        highways.flush();
    }

    private record Neighbours(String before, String behind, double length) {}

    private Map<String, Neighbours> neighbours() {
        var byId = new HashMap<String, Neighbours>();
        for (Carriageway road : city.plan().carriageways()) {
            var stations = new ArrayList<>(road.stations());
            for (int i = 0; i < stations.size(); i++) {
                double at = stations.get(i).travelled();
                double from = i == 0 ? 0 : (stations.get(i - 1).travelled() + at) / 2;
                double to = i == stations.size() - 1
                        ? road.length()
                        : (at + stations.get(i + 1).travelled()) / 2;
                byId.put(
                        stations.get(i).id(),
                        new Neighbours(
                                i == 0 ? "0" : stations.get(i - 1).id(),
                                i == stations.size() - 1
                                        ? "0"
                                        : stations.get(i + 1).id(),
                                Math.round((to - from) * 100) / 100.0));
            }
        }
        return byId;
    }

    private void writeStations(Writer out) throws IOException {
        var stations = CsvLines.writer(out);
        var neighbours = neighbours();
        var rows = StationTable.rows(city);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var beside = neighbours.get(row.id());
            if (beside == null) {
                throw new IllegalStateException("station " + row.id() + " is on no carriageway");
            }
            stations.writeRecord(
                    row.id(),
                    Integer.toString(city.stations().get(i).carriageway() + 1),
                    Double.toString(row.postmileMiles()),
                    row.name(),
                    beside.before(),
                    beside.behind(),
                    Integer.toString(row.lanes()),
                    ORDINARY,
                    row.position().latitude() + "," + row.position().longitude(),
                    Double.toString(beside.length()));
        }
        stations.flush();
    }

    private void writeDetectors(Writer out) throws IOException {
        var detectors = CsvLines.writer(out);
        var rows = StationTable.rows(city);
        int detector = 0;
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            for (int lane = 1; lane <= city.stations().get(i).lanes(); lane++) {
                detector++;
                detectors.writeRecord(
                        Integer.toString(detector),
                        Integer.toString(city.stations().get(i).carriageway() + 1),
                        Double.toString(row.postmileMiles()),
                        row.name(),
                        ORDINARY,
                        Integer.toString(lane),
                        row.id());
            }
        }
        detectors.flush();
    }
}
