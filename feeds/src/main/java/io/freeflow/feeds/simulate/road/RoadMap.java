package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The freeways of a city, as drawn in a GeoJSON file or laid out as a grid.
 *
 * @param region names the stations' region
 * @param zone the zone of the city's wall clock
 * @param district 1 to 12, the number that the road's owner gives the region
 * @param centers where the morning peak goes, at least one
 * @param venues where special events are; none where the map has none
 */
public record RoadMap(
        String region,
        ZoneId zone,
        int district,
        List<Center> centers,
        List<Freeway> freeways,
        List<Interchange> interchanges,
        List<Bottleneck> bottlenecks,
        List<Venue> venues) {

    public RoadMap {
        centers = List.copyOf(centers);
        freeways = List.copyOf(freeways);
        interchanges = List.copyOf(interchanges);
        bottlenecks = List.copyOf(bottlenecks);
        venues = List.copyOf(venues);
        if (district < 1 || district > 12) {
            throw new IllegalArgumentException("district must be 1 to 12, was " + district);
        }
        if (centers.isEmpty()) {
            throw new IllegalArgumentException("a road map has at least 1 center, was 0");
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
     * A city of any size without a drawing: a square grid of freeways.
     *
     * @param stations how many it has, 10 to 1,000,000
     */
    public static RoadMap grid(int stations) {
        return SyntheticCity.of(stations);
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

    /** The stations and their edges: to the next station downstream and, across interchanges, to the other freeways'. */
    public Network network() {
        return new RoadGraph(this).network();
    }

    public Venue venue(String name) {
        return venues.stream()
                .filter(venue -> venue.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no venue " + name));
    }

    public List<Carriageway> carriageways() {
        var carriageways = new ArrayList<Carriageway>();
        for (Freeway freeway : freeways) {
            carriageways.add(new Carriageway(carriageways.size() + 1, freeway, freeway.growing()));
            carriageways.add(new Carriageway(carriageways.size() + 1, freeway, freeway.shrinking()));
        }
        return carriageways;
    }
}
