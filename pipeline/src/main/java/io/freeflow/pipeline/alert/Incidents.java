package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.network.Network;
import io.freeflow.core.queue.Queues;
import io.freeflow.core.reading.Measurement;
import io.freeflow.pipeline.detect.Detection;
import io.freeflow.pipeline.detect.DetectionSettings;
import io.freeflow.pipeline.detect.RegionDetector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What one method of incident detection finds in a region's slots, as long as it stands. */
final class Incidents {

    private static final String STANDING = "standing";
    private static final String DETECTOR = "detector/";

    private final RegionDetector detector;
    private final List<Sighting> standing = new ArrayList<>();
    private boolean changed;

    /** A detection that is not cleared. */
    record Sighting(
            String corridorId, String upstreamSensorId, String downstreamSensorId, Instant confirmed, String why) {
        static Sighting of(Detection found) {
            return new Sighting(
                    found.corridorId(),
                    found.upstreamSensorId(),
                    found.downstreamSensorId(),
                    found.confirmed(),
                    found.evidence().stream()
                            .map(one -> "%s %s (%s)"
                                    .formatted(one.figure(), rounded(one.value()), rounded(one.threshold())))
                            .collect(Collectors.joining(", ")));
        }

        private static String rounded(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }

        boolean isOf(Detection cleared) {
            return corridorId.equals(cleared.corridorId())
                    && upstreamSensorId.equals(cleared.upstreamSensorId())
                    && confirmed.equals(cleared.confirmed());
        }
    }

    Incidents(Network network, String region, AlertCondition.Finder finder) {
        detector = new RegionDetector(network, region, settings(finder));
    }

    private static DetectionSettings settings(AlertCondition.Finder finder) {
        return switch (finder) {
            case SHORTFALL -> DetectionSettings.Shortfall.DEFAULT;
            case CALIFORNIA_8 -> DetectionSettings.California8.DEFAULT;
            case SLOWING -> DetectionSettings.Slowing.DEFAULT;
        };
    }

    /** Takes a slot, and names the corridors on which something was confirmed or cleared. */
    Set<String> accept(Instant until, Map<String, Measurement> slot) {
        var corridors = new TreeSet<String>();
        for (Detection detection : detector.accept(until, slot)) {
            corridors.add(detection.corridorId());
            if (detection.cleared().isEmpty()) {
                standing.add(Sighting.of(detection));
            } else {
                standing.removeIf(sighting -> sighting.isOf(detection));
            }
        }
        changed = true;
        return corridors;
    }

    /**
     * What stands on a corridor, each as far back as the queue behind it.
     *
     * @param mph of the newest window
     */
    List<Finding> on(Lane lane, double[] mph) {
        var queues = Queues.find(lane.postmileMiles(), mph);
        var findings = new ArrayList<Finding>();
        for (Sighting sighting : standing) {
            var upstream = lane.find(sighting.upstreamSensorId());
            var downstream = lane.find(sighting.downstreamSensorId());
            if (sighting.corridorId().equals(lane.corridorId()) && upstream.isPresent() && downstream.isPresent()) {
                findings.add(Conditions.behind(lane, mph, queues, upstream.get(), downstream.get(), sighting.why()));
            }
        }
        return findings;
    }

    void save(BiConsumer<String, byte[]> log) {
        if (!changed) {
            return;
        }
        changed = false;
        log.accept(STANDING, standingToBytes());
        detector.save((name, bytes) -> log.accept(DETECTOR + name, bytes));
    }

    private byte[] standingToBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            Bytes.writeAll(out, standing, sighting -> {
                out.writeUTF(sighting.corridorId());
                out.writeUTF(sighting.upstreamSensorId());
                out.writeUTF(sighting.downstreamSensorId());
                Bytes.writeInstant(out, sighting.confirmed());
                out.writeUTF(sighting.why());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void restore(String name, byte[] bytes) {
        if (!name.equals(STANDING)) {
            detector.restore(name.substring(DETECTOR.length()), bytes);
            return;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            standing.addAll(Bytes.readAll(
                    in,
                    () -> new Sighting(in.readUTF(), in.readUTF(), in.readUTF(), Bytes.readInstant(in), in.readUTF())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
