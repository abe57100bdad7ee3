package io.freeflow.pipeline.detect;

import io.freeflow.core.reading.Measurement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One rule on one corridor, and what became of its findings. A finding near a detection that stands belongs to it, so one
 * queue is one detection however far it grows; what is not found for some minutes is cleared.
 */
final class CorridorDetector {

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
            if (one.isNear(finding, stretch)) {
                one.join(finding, recent.until());
                return;
            }
        }
        var confirmed = Standing.of(finding, method, stretch, recent.until());
        standing.add(confirmed);
        out.accept(confirmed.detection());
    }

    private void clear(Consumer<Detection> out) {
        long patience = Math.max(CLEAR_SECONDS, 2L * recent.slotSeconds());
        standing.removeIf(one -> {
            boolean over = one.secondsUnseen(recent.until()) >= patience;
            if (over) {
                out.accept(one.cleared(recent.until()));
            }
            return over;
        });
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
                one.write(out);
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
                standing.add(Standing.read(in, method, stretch));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
