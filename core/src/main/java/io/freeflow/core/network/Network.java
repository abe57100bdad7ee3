package io.freeflow.core.network;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sensors of one road network, in the order of their ids, and the graph between them. Immutable. */
public final class Network {

    private final String version;
    private final ZoneId zone;
    private final List<Sensor> sensors;
    private final List<Edge> edges;
    private final Map<String, Sensor> byId;
    private final Map<String, List<Sensor>> byRegion;

    private Network(ZoneId zone, List<Sensor> sensors, List<Edge> edges) {
        this.zone = zone;
        this.sensors = sensors.stream().sorted(Comparator.comparing(Sensor::id)).toList();
        this.edges = List.copyOf(edges);
        this.byId = new HashMap<>();
        for (Sensor sensor : this.sensors) {
            if (byId.put(sensor.id(), sensor) != null) {
                throw new IllegalArgumentException("sensor " + sensor.id() + " is in the network twice");
            }
        }
        this.byRegion =
                this.sensors.stream().collect(Collectors.groupingBy(Sensor::region, TreeMap::new, Collectors.toList()));
        this.version = fingerprint();
    }

    /**
     * A network of sensors and edges.
     *
     * @param zone the zone of the road's wall clock
     * @throws IllegalArgumentException if two sensors share an id
     */
    public static Network of(ZoneId zone, List<Sensor> sensors, List<Edge> edges) {
        return new Network(zone, sensors, edges);
    }

    /** Twelve hex digits that change whenever a sensor or an edge does. */
    public String version() {
        return version;
    }

    public ZoneId zone() {
        return zone;
    }

    /** All sensors by id. */
    public List<Sensor> sensors() {
        return sensors;
    }

    public List<Edge> edges() {
        return edges;
    }

    public Optional<Sensor> find(String sensorId) {
        return Optional.ofNullable(byId.get(sensorId));
    }

    public boolean contains(String sensorId) {
        return byId.containsKey(sensorId);
    }

    /** Region names in alphabetical order. */
    public List<String> regions() {
        return List.copyOf(byRegion.keySet());
    }

    /** The sensors of a region by id; empty for an unknown region. */
    public List<Sensor> sensorsOf(String region) {
        return byRegion.getOrDefault(region, List.of());
    }

    /** Corridors by name; sensors without a freeway are in none. */
    public List<Corridor> corridors() {
        var grouped = new LinkedHashMap<String, List<Placed>>();
        for (Sensor sensor : sensors) {
            if (sensor.placement() instanceof Placement.OnFreeway on) {
                grouped.computeIfAbsent(on.freeway() + " " + on.direction(), key -> new java.util.ArrayList<>())
                        .add(new Placed(sensor, on));
            }
        }
        return grouped.values().stream()
                .map(Network::corridor)
                .sorted(Comparator.comparing(Corridor::name))
                .toList();
    }

    /** The corridor of an id such as {@code I-405-N}. */
    public Optional<Corridor> findCorridor(String id) {
        return corridors().stream().filter(corridor -> corridor.id().equals(id)).findFirst();
    }

    private static Corridor corridor(List<Placed> placed) {
        var first = placed.getFirst().on();
        return new Corridor(
                first.freeway(),
                first.direction(),
                placed.stream()
                        .sorted(Comparator.comparingDouble(one -> one.on().postmileMiles()))
                        .map(Placed::sensor)
                        .toList());
    }

    private record Placed(Sensor sensor, Placement.OnFreeway on) {}

    private String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(zone.getId().getBytes(StandardCharsets.UTF_8));
            sensors.forEach(sensor -> digest.update(sensor.toString().getBytes(StandardCharsets.UTF_8)));
            edges.forEach(edge -> digest.update(edge.toString().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
