package io.freeflow.pipeline.detect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** A detection that is not cleared, and the stations that it has reached. */
final class Standing {

    private static final double JOIN_MILES = 2.5;

    private final Detection detection;
    private int first;
    private int last;
    private long seen;

    private Standing(Detection detection, int first, int last, long seen) {
        this.detection = detection;
        this.first = first;
        this.last = last;
        this.seen = seen;
    }

    /** Confirms a finding. */
    static Standing of(Rule.Finding finding, DetectionMethod method, Stretch stretch, long now) {
        var detection = new Detection(
                method,
                stretch.corridorId(),
                stretch.sensorIds().get(finding.upstream()),
                stretch.sensorIds().get(finding.downstream()),
                Instant.ofEpochSecond(finding.began()),
                Instant.ofEpochSecond(now),
                Optional.empty(),
                finding.evidence());
        return new Standing(detection, finding.upstream(), finding.downstream(), now);
    }

    Detection detection() {
        return detection;
    }

    Detection cleared(long now) {
        return new Detection(
                detection.method(),
                detection.corridorId(),
                detection.upstreamSensorId(),
                detection.downstreamSensorId(),
                detection.began(),
                detection.confirmed(),
                Optional.of(Instant.ofEpochSecond(now)),
                detection.evidence());
    }

    /** Whether a finding is of the same. */
    boolean isNear(Rule.Finding finding, Stretch stretch) {
        if (finding.downstream() < first) {
            return stretch.milesBetween(finding.downstream(), first) <= JOIN_MILES;
        }
        return finding.upstream() <= last || stretch.milesBetween(last, finding.upstream()) <= JOIN_MILES;
    }

    void join(Rule.Finding finding, long now) {
        first = Math.min(first, finding.upstream());
        last = Math.max(last, finding.downstream());
        seen = now;
    }

    long secondsUnseen(long now) {
        return now - seen;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(first);
        out.writeInt(last);
        out.writeLong(seen);
        out.writeUTF(detection.upstreamSensorId());
        out.writeUTF(detection.downstreamSensorId());
        out.writeLong(detection.began().getEpochSecond());
        out.writeLong(detection.confirmed().getEpochSecond());
        out.writeInt(detection.evidence().size());
        for (Evidence evidence : detection.evidence()) {
            out.writeUTF(evidence.figure());
            out.writeDouble(evidence.value());
            out.writeDouble(evidence.threshold());
        }
    }

    static Standing read(DataInputStream in, DetectionMethod method, Stretch stretch) throws IOException {
        int first = in.readInt();
        int last = in.readInt();
        long seen = in.readLong();
        var upstream = in.readUTF();
        var downstream = in.readUTF();
        var began = Instant.ofEpochSecond(in.readLong());
        var confirmed = Instant.ofEpochSecond(in.readLong());
        var evidence = new ArrayList<Evidence>();
        int figures = in.readInt();
        for (int i = 0; i < figures; i++) {
            evidence.add(new Evidence(in.readUTF(), in.readDouble(), in.readDouble()));
        }
        var detection = new Detection(
                method, stretch.corridorId(), upstream, downstream, began, confirmed, Optional.empty(), evidence);
        return new Standing(detection, first, last, seen);
    }
}
