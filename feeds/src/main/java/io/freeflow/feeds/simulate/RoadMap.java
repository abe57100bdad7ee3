package io.freeflow.feeds.simulate;

import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The freeways of a city as drawn in a GeoJSON file. A station stands at each place of each direction; its id is the
 * district's digit, two digits of the carriageway and four of the postmile in tenths.
 *
 * @param region names the stations' region
 * @param zone the zone of the city's wall clock
 * @param district 1 to 9, the first digit of the station ids
 * @param center where the morning peak goes
 */
public record RoadMap(String region, ZoneId zone, int district, Position center, List<Freeway> freeways) {

    /** Standard deviation of the Gaussian kernel that turns road distance into closeness. */
    private static final double KERNEL_MILES = 4;

    public RoadMap {
        freeways = List.copyOf(freeways);
        if (district < 1 || district > 9) {
            throw new IllegalArgumentException("district must be 1 to 9, was " + district);
        }
    }

    /** The map that is in the box. */
    public static RoadMap losAngeles() {
        try (var in = RoadMap.class.getResourceAsStream("los-angeles.geojson")) {
            return RoadMapReader.read(Objects.requireNonNull(in, "los-angeles.geojson is not in the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the map of Los Angeles", e);
        }
    }

    /**
     * Reads the map of any city.
     *
     * @throws IllegalArgumentException naming the feature that cannot be read
     */
    public static RoadMap read(Path geoJson) {
        try (InputStream in = Files.newInputStream(geoJson)) {
            return RoadMapReader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + geoJson, e);
        }
    }

    /** The stations and their edges, each from a station to the next one downstream. */
    public Network network() {
        var sensors = new ArrayList<Sensor>();
        var edges = new ArrayList<Edge>();
        for (Carriageway carriageway : carriageways()) {
            var stops = carriageway.stops();
            for (int i = 0; i < stops.size(); i++) {
                sensors.add(sensor(carriageway, stops.get(i)));
                if (i > 0) {
                    double miles = stops.get(i).mile() - stops.get(i - 1).mile();
                    edges.add(new Edge(
                            id(carriageway, stops.get(i - 1)), id(carriageway, stops.get(i)), closeness(miles)));
                }
            }
        }
        return Network.of(zone, sensors, edges);
    }

    List<Carriageway> carriageways() {
        var carriageways = new ArrayList<Carriageway>();
        for (Freeway freeway : freeways) {
            carriageways.add(new Carriageway(carriageways.size() + 1, freeway, freeway.growing()));
            carriageways.add(new Carriageway(carriageways.size() + 1, freeway, freeway.shrinking()));
        }
        return carriageways;
    }

    String id(Carriageway carriageway, Freeway.Place stop) {
        long tenths = Math.round(carriageway.postmileAt(stop.mile()) * 10);
        return "%d%02d%04d".formatted(district, carriageway.number(), tenths);
    }

    private Sensor sensor(Carriageway carriageway, Freeway.Place stop) {
        double postmile = Math.round(carriageway.postmileAt(stop.mile()) * 100) / 100.0;
        return new Sensor(
                id(carriageway, stop),
                carriageway.name() + " at " + stop.name(),
                carriageway.at(stop.mile()),
                region,
                new Placement.OnFreeway(
                        carriageway.freeway().name(),
                        carriageway.direction(),
                        postmile,
                        carriageway.lanesAt(stop.mile())),
                OptionalDouble.of(carriageway.freeway().freeFlowMph()));
    }

    private static double closeness(double miles) {
        return Math.max(0.001, Math.round(1000 * Math.exp(-Math.pow(miles / KERNEL_MILES, 2))) / 1000.0);
    }
}
