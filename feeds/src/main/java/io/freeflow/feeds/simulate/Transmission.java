package io.freeflow.feeds.simulate;

import io.freeflow.core.feed.FeedBatch.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the stations of a city send, tick by tick, and how it reaches us. Not thread-safe. */
public final class Transmission {

    private final TrafficSimulation simulation;
    private final List<SimulatedCity.Station> stations;
    private final StationReports reports;
    private final ReportWriter writer;
    private final Delivery delivery = new Delivery();

    public Transmission(SimulatedCity city, TrafficSimulation simulation, ReportWriter writer) {
        this.simulation = simulation;
        this.stations = city.stations();
        this.reports = city.newReports();
        this.writer = writer;
    }

    /** Writes what a station says, as the bytes of a record. */
    interface ReportWriter {

        /**
         * The bytes of one record.
         *
         * @param station its index
         * @param start of the interval, by the station's clock
         */
        byte[] write(StationReports reports, int station, Instant start, Duration period);
    }

    /** What the stations said in the last tick. */
    public StationReports reports() {
        return reports;
    }

    /** Lets a tick pass and gives its reports as an archive has them: each once, in order, at the right time. */
    List<Item> tickForTheArchive(Duration tick) {
        var start = simulation.now();
        simulation.advance(tick, reports);
        var records = new ArrayList<Item>(stations.size());
        for (int i = 0; i < stations.size(); i++) {
            if (!reports.isMissing(i)) {
                records.add(record(i, start, tick));
            }
        }
        return records;
    }

    /** Lets a tick pass and gives what arrives in it. */
    public List<Item> tick(Duration tick) {
        var start = simulation.now();
        simulation.advance(tick, reports);
        var records = new ArrayList<Item>(stations.size());
        for (int i = 0; i < stations.size(); i++) {
            if (!reports.isMissing(i)) {
                var id = stations.get(i).id();
                var skewed = start.plus(Delivery.skew(simulation.faultsOf(id, start)));
                delivery.take(record(i, skewed, tick), simulation.faultsOf(id, start), start, tick, records);
            }
        }
        delivery.release(start, records);
        return records;
    }

    /** How many of what arrived since the last call was said twice. */
    long takeRepeated() {
        return delivery.takeRepeated();
    }

    /** What is still on its way. */
    public List<Item> rest() {
        var records = new ArrayList<Item>();
        delivery.release(Instant.MAX, records);
        return records;
    }

    private Item record(int station, Instant start, Duration period) {
        return new Item(stations.get(station).id(), writer.write(reports, station, start, period));
    }
}
