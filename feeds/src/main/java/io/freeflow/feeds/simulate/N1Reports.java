package io.freeflow.feeds.simulate;

import static io.freeflow.feeds.simulate.F1Reports.tenths;

import io.freeflow.core.simulator.RainSpell.Rain;
import io.freeflow.feeds.formats.N1Writer;
import io.freeflow.feeds.formats.N1Writer.Location;
import io.freeflow.feeds.formats.N1Writer.Sky;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reports as nested records. Not thread-safe. */
public final class N1Reports implements Transmission.ReportWriter {

    private final SimulatedCity city;
    private final TrafficSimulation simulation;
    private final List<Location> locations;
    private final N1Writer writer = new N1Writer();
    private Instant looked = Instant.MIN;
    private Sky sky = Sky.CLEAR;

    public N1Reports(SimulatedCity city, TrafficSimulation simulation) {
        this.city = city;
        this.simulation = simulation;
        this.locations =
                city.stations().stream().map(station -> location(city, station)).toList();
    }

    private static Location location(SimulatedCity city, SimulatedCity.Station station) {
        var road = city.plan().carriageways().get(station.carriageway());
        return new Location(station.id(), road.freeway().name(), road.direction(), station.lanes());
    }

    @Override
    public byte[] write(StationReports reports, int station, Instant start, Duration period) {
        var location = locations.get(station);
        return writer.write(
                location.sensorId() + "-" + start.getEpochSecond(),
                location,
                city.clock().at(start),
                (int) period.toSeconds(),
                tenths(reports.speedMph(station)),
                reports.flowVph(station),
                tenths(reports.occupancyPercent(station)),
                sky());
    }

    /** What falls as the tick ends. */
    private Sky sky() {
        if (!looked.equals(simulation.now())) {
            looked = simulation.now();
            sky = simulation
                    .rainNow()
                    .map(rain -> rain == Rain.LIGHT ? Sky.DRIZZLE : Sky.RAIN)
                    .orElse(Sky.CLEAR);
        }
        return sky;
    }
}
