package io.freeflow.pipeline.aggregate;

import io.freeflow.core.road.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far each source is complete in each lane. The road is complete as far as the slowest lane of the slowest source that is not
 * silent: one that stays too far behind the newest source of its lane is waited for no more, until it comes near again.
 */
final class Marks {

    private static final String FIRST = "first";

    private final int lanes;
    private final Duration silentAfter;
    private final Map<String, Map<Integer, Instant>> bySource = new TreeMap<>();
    /** What each source said first, in any lane. */
    private final Map<String, Instant> firstWords = new TreeMap<>();

    /**
     * Of so many lanes.
     *
     * @param silentAfter how far behind the newest source of a lane a source is silent
     */
    Marks(int lanes, Duration silentAfter) {
        this.lanes = lanes;
        this.silentAfter = silentAfter;
    }

    /** Whether it said anything new. */
    boolean take(Mark mark) {
        Map<Integer, Instant> byLane = bySource.computeIfAbsent(mark.source(), source -> new TreeMap<>());
        Instant known = byLane.get(mark.lane());
        if (known != null && !known.isBefore(mark.completeUntil())) {
            return false;
        }
        byLane.put(mark.lane(), mark.completeUntil());
        firstWords.putIfAbsent(mark.source(), mark.completeUntil());
        return true;
    }

    /** Empty until every source that spoke, and is not silent, has spoken in every lane. */
    Optional<Instant> completeUntil() {
        Instant least = Instant.MAX;
        for (int lane = 0; lane < lanes; lane++) {
            var complete = completeUntil(lane);
            if (complete.isEmpty()) {
                return Optional.empty();
            }
            least = complete.get().isBefore(least) ? complete.get() : least;
        }
        return Optional.of(least);
    }

    /** Lanes are compared with themselves only: one that is slow is slow for all of its sources, and none of them is silent. */
    private Optional<Instant> completeUntil(int lane) {
        Instant newest = Instant.MIN;
        for (Map<Integer, Instant> byLane : bySource.values()) {
            Instant said = byLane.get(lane);
            newest = said != null && said.isAfter(newest) ? said : newest;
        }
        if (newest.equals(Instant.MIN)) {
            return Optional.empty();
        }
        Instant heardSince = newest.minus(silentAfter);
        Instant least = newest;
        for (var source : bySource.entrySet()) {
            Instant said = source.getValue().get(lane);
            Instant heard = said != null ? said : firstWords.getOrDefault(source.getKey(), Instant.MIN);
            if (heard.isBefore(heardSince)) {
                continue;
            }
            if (said == null) {
                return Optional.empty();
            }
            least = said.isBefore(least) ? said : least;
        }
        return Optional.of(least);
    }

    /** One line {@code lane instant source} for each, and {@code first instant source}. */
    String toText() {
        var text = new StringBuilder();
        // Before the marks, which are no first words then.
        firstWords.forEach((source, instant) -> text.append(FIRST)
                .append(' ')
                .append(instant)
                .append(' ')
                .append(source)
                .append('\n'));
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
            String source = line.substring(afterInstant + 1);
            Instant instant = Instant.parse(line.substring(afterLane + 1, afterInstant));
            if (line.startsWith(FIRST)) {
                firstWords.put(source, instant);
            } else {
                take(new Mark(source, Integer.parseInt(line, 0, afterLane, 10), instant));
            }
        });
    }
}
