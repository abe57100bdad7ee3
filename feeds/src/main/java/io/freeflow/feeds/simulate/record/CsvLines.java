package io.freeflow.feeds.simulate.record;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.StationReports;
import io.freeflow.feeds.simulate.TrafficSimulation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A row for each station and interval, in order; a station without a report has a row without measurements. */
final class CsvLines implements TickRecorder {

    private final SimulatedCity city;
    private final TrafficSimulation simulation;
    private final StationReports reports;
    private final CsvWriter csv;
    private long missing;

    CsvLines(SimulatedCity city, TrafficSimulation simulation, OutputStream out) {
        this.city = city;
        this.simulation = simulation;
        this.reports = city.newReports();
        this.csv = writer(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    static CsvWriter writer(Writer out) {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    }

    @Override
    public void begin() {
        csv.writeRecord(
                "sensor_id",
                "timestamp",
                "period_seconds",
                "speed_mph",
                "volume_vehicles_per_hour",
                "occupancy_percentage");
    }

    @Override
    public long tick(Duration tick) {
        var start = simulation.now().toString();
        var period = Long.toString(tick.toSeconds());
        simulation.advance(tick, reports);
        missing = 0;
        for (int i = 0; i < reports.stations(); i++) {
            missing += reports.isMissing(i) ? 1 : 0;
            csv.writeRecord(
                    city.stations().get(i).id(),
                    start,
                    period,
                    text(reports.speedMph(i)),
                    text(reports.flowVph(i)),
                    text(reports.occupancyPercent(i)));
        }
        return reports.stations() - missing;
    }

    private static String text(float value) {
        if (Float.isNaN(value)) {
            return "";
        }
        long tenths = Math.round(value * 10.0);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
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
        return List.of(new Companion("sensors.csv", this::writeSensors));
    }

    private void writeSensors(Writer out) throws IOException {
        var sensors = writer(out);
        sensors.writeRecord(
                "sensor_id", "name", "latitude", "longitude", "freeway", "direction", "postmile_mi", "lanes");
        for (StationTable.Row row : StationTable.rows(city)) {
            sensors.writeRecord(
                    row.id(),
                    row.name(),
                    Double.toString(row.position().latitude()),
                    Double.toString(row.position().longitude()),
                    row.freeway(),
                    row.direction().name(),
                    Double.toString(row.postmileMiles()),
                    Integer.toString(row.lanes()));
        }
        sensors.flush();
    }
}
