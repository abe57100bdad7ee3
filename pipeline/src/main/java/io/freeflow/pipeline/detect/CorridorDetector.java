package io.freeflow.pipeline.detect;

import io.freeflow.core.reading.Measurement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One rule on one corridor, and what became of its findings. A finding near a detection that stands belongs to it, so one
 * queue is one detection however far it grows; what is not found for some minutes is cleared.
 */
final class CorridorDetector {

    private static final double JOIN_MILES = 2.5;
    private static final long CLEAR_SECONDS = 300;
    /** After a longer gap than this the past says nothing about now. */
    private static final long GAP_SECONDS = 900;

    private final DetectionMethod method;
    private final Stretch stretch;
    private final Rule rule;
    private final Recent recent;
    private final List<Standing> standing = new ArrayList<>();

    CorridorDetector(Stretch stretch, DetectionSettings settings) {
        this.method = settings.method();
        this.stretch = stretch;
        this.recent = new Recent(stretch.stations());
        this.rule = switch (settings) {
            case DetectionSettings.SlowSpeed slow -> new SlowSpeedRule(stretch, slow);
            case DetectionSettings.California8 california -> new California8Rule(stretch, california);
            case DetectionSettings.Shortfall shortfall -> new ShortfallRule(stretch, shortfall);
            case DetectionSettings.Slowing slowing -> new SlowingRule(stretch, slowing);
        };
    }

    /** A detection that is not cleared, and the stations that it has reached. */
    private static final class Standing {
        private final Detection detection;
        private int first;
        private int last;
        private long seen;

        Standing(Detection detection, int first, int last, long seen) {
            this.detection = detection;
            this.first = first;
            this.last = last;
            this.seen = seen;
        }
    }

    String corridorId() {
        return stretch.corridorId();
    }

    /** A slot that is not newer than the last is passed over. */
    void accept(long until, Map<String, Measurement> readings, Consumer<Detection> out) {
        if (until <= recent.until()) {
            return;
        }
        if (recent.until() != Long.MIN_VALUE && until - recent.until() > GAP_SECONDS) {
            recent.clear();
            rule.forget();
        }
        recent.push(until, stretch.sensorIds(), readings);
        for (Rule.Finding finding : rule.judge(recent, !standing.isEmpty())) {
            take(finding, out);
        }
        clear(out);
    }

    private void take(Rule.Finding finding, Consumer<Detection> out) {
        for (Standing one : standing) {
            if (isNear(finding, one)) {
                one.first = Math.min(one.first, finding.upstream());
                one.last = Math.max(one.last, finding.downstream());
                one.seen = recent.until();
                return;
            }
        }
        var detection = new Detection(
                method,
                stretch.corridorId(),
                stretch.sensorIds().get(finding.upstream()),
                stretch.sensorIds().get(finding.downstream()),
                Instant.ofEpochSecond(finding.began()),
                Instant.ofEpochSecond(recent.until()),
                Optional.empty(),
                finding.evidence());
        standing.add(new Standing(detection, finding.upstream(), finding.downstream(), recent.until()));
        out.accept(detection);
    }

    private boolean isNear(Rule.Finding finding, Standing one) {
        if (finding.downstream() >= one.first && finding.upstream() <= one.last) {
            return true;
        }
        int between = finding.downstream() < one.first ? one.first : one.last;
        int nearest = finding.downstream() < one.first ? finding.downstream() : finding.upstream();
        return stretch.milesBetween(between, nearest) <= JOIN_MILES;
    }

    private void clear(Consumer<Detection> out) {
        long patience = Math.max(CLEAR_SECONDS, 2L * recent.slotSeconds());
        standing.removeIf(one -> {
            boolean over = recent.until() - one.seen >= patience;
            if (over) {
                out.accept(cleared(one.detection));
            }
            return over;
        });
    }

    private Detection cleared(Detection detection) {
        return new Detection(
                detection.method(),
                detection.corridorId(),
                detection.upstreamSensorId(),
                detection.downstreamSensorId(),
                detection.began(),
                detection.confirmed(),
                Optional.of(Instant.ofEpochSecond(recent.until())),
                detection.evidence());
    }

    void saveLearnt(BiConsumer<String, byte[]> log) {
        rule.saveLearnt(log);
    }

    void restoreLearnt(String name, byte[] bytes) {
        rule.restoreLearnt(name, bytes);
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream(4096);
        try (var out = new DataOutputStream(bytes)) {
            recent.write(out);
            rule.write(out);
            out.writeInt(standing.size());
            for (Standing one : standing) {
                write(out, one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    void restore(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            recent.read(in);
            rule.read(in);
            standing.clear();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                standing.add(readStanding(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, Standing one) throws IOException {
        var detection = one.detection;
        out.writeInt(one.first);
        out.writeInt(one.last);
        out.writeLong(one.seen);
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

    private Standing readStanding(DataInputStream in) throws IOException {
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
        return new Standing(
                new Detection(
                        method,
                        stretch.corridorId(),
                        upstream,
                        downstream,
                        began,
                        confirmed,
                        Optional.empty(),
                        evidence),
                first,
                last,
                seen);
    }
}
