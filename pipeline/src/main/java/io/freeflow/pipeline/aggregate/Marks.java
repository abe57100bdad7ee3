package io.freeflow.pipeline.aggregate;

import io.freeflow.core.road.Mark;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far each source is complete in each lane. The road is complete as far as the slowest lane of the slowest source. */
final class Marks {

    private final int lanes;
    private final Map<String, Map<Integer, Instant>> bySource = new TreeMap<>();

    Marks(int lanes) {
        this.lanes = lanes;
    }

    /** Whether it said anything new. */
    boolean take(Mark mark) {
        Map<Integer, Instant> byLane = bySource.computeIfAbsent(mark.source(), source -> new TreeMap<>());
        Instant known = byLane.get(mark.lane());
        if (known != null && !known.isBefore(mark.completeUntil())) {
            return false;
        }
        byLane.put(mark.lane(), mark.completeUntil());
        return true;
    }

    /** Empty until every source that spoke has spoken in every lane. */
    Optional<Instant> completeUntil() {
        Instant least = Instant.MAX;
        for (Map<Integer, Instant> byLane : bySource.values()) {
            if (byLane.size() < lanes) {
                return Optional.empty();
            }
            for (Instant instant : byLane.values()) {
                least = instant.isBefore(least) ? instant : least;
            }
        }
        return bySource.isEmpty() ? Optional.empty() : Optional.of(least);
    }

    /** One line {@code source lane instant} for each. */
    String toText() {
        var text = new StringBuilder();
        bySource.forEach((source, byLane) -> byLane.forEach((lane, instant) -> text.append(lane)
                .append(' ')
                .append(instant)
                .append(' ')
                .append(source)
                .append('\n')));
        return text.toString();
    }

    void restore(String text) {
        text.lines().forEach(line -> {
            int afterLane = line.indexOf(' ');
            int afterInstant = line.indexOf(' ', afterLane + 1);
            take(new Mark(
                    line.substring(afterInstant + 1),
                    Integer.parseInt(line, 0, afterLane, 10),
                    Instant.parse(line.substring(afterLane + 1, afterInstant))));
        });
    }
}
