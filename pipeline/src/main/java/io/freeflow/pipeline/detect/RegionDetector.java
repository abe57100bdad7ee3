package io.freeflow.pipeline.detect;

import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Looks for incidents on the corridors of a region with one method, slot by slot. Deterministic, without clock or I/O: the
 * same slots give the same detections and the same state, which is saved in granules as a {@link
 * io.freeflow.core.road.Stage}'s is. Not thread-safe.
 */
public final class RegionDetector {

    private static final String NOW = "now/";
    private static final String LEARNT = "learnt/";

    private final String networkVersion;
    private final Map<String, CorridorDetector> corridors = new LinkedHashMap<>();

    /** Sensors of the region that are on no freeway are not looked at. */
    public RegionDetector(Network network, String region, DetectionSettings settings) {
        this.networkVersion = network.version();
        for (var corridor : network.corridors()) {
            var stations = corridor.stations().stream()
                    .filter(station -> station.sensor().region().equals(region))
                    .toList();
            if (stations.size() > 1) {
                var stretch = new Stretch(corridor, stations, network.zone());
                corridors.put(corridor.id(), new CorridorDetector(stretch, settings));
            }
        }
    }

    /**
     * Takes one slot. Slots are 20 to 60 seconds long, up to five minutes for a method on speeds alone; one that is not
     * newer than the last is passed over.
     *
     * @param until the end of the slot
     * @param readings by sensor; a sensor that is not among them is missing
     * @return what was confirmed or cleared by it, in the order of the corridors
     */
    public List<Detection> accept(Instant until, Map<String, Measurement> readings) {
        var detections = new ArrayList<Detection>();
        corridors.values().forEach(corridor -> corridor.accept(until.getEpochSecond(), readings, detections::add));
        return detections;
    }

    /** Hands on every granule that changed since the last call. */
    public void save(BiConsumer<String, byte[]> log) {
        corridors.forEach((id, corridor) -> {
            log.accept(NOW + networkVersion + "/" + id, corridor.toBytes());
            corridor.saveLearnt((name, bytes) -> log.accept(LEARNT + networkVersion + "/" + id + "/" + name, bytes));
        });
    }

    /** Takes back a granule as {@link #save} gave it; one of another version of the network is passed over. */
    public void restore(String granule, byte[] bytes) {
        var name = granule.split("/", -1);
        var corridor = corridors.get(name[2]);
        if (!name[1].equals(networkVersion) || corridor == null) {
            return;
        }
        if (name[0].equals("now")) {
            corridor.restore(bytes);
        } else {
            corridor.restoreLearnt(name[3], bytes);
        }
    }
}
