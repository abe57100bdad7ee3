package io.freeflow.feeds.simulate;

import io.freeflow.core.feed.FeedBatch.Item;
import io.freeflow.core.simulator.SensorFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The way of reports from stations to us, with what goes wrong on it. Not thread-safe. */
final class Delivery {

    /** Nothing is held back for longer than so many ticks. */
    static final int LONGEST_TICKS = 6;

    private static final int LONGEST_SKEW_SECONDS = 300;

    private record Held(Instant due, Item item) {}

    private final List<Held> held = new ArrayList<>();
    private long repeated;

    /** How far a station's clock is off. */
    static Duration skew(Stream<SensorFault> faults) {
        return faults.filter(fault -> fault.kind() == SensorFault.Kind.SKEWED_CLOCK)
                .findFirst()
                .map(fault -> Duration.ofSeconds(Math.round((2 * fault.amount() - 1) * LONGEST_SKEW_SECONDS)))
                .orElse(Duration.ZERO);
    }

    /** Takes a report of a tick: into the batch once or twice, or to be held back. */
    void take(Item item, Stream<SensorFault> faults, Instant tickStart, Duration tick, List<Item> batch) {
        boolean delivered = false;
        for (Iterator<SensorFault> each = faults.iterator(); each.hasNext(); ) {
            var fault = each.next();
            switch (fault.kind()) {
                case LATE -> {
                    long ticks = 1 + Math.round(fault.amount() * (LONGEST_TICKS - 1));
                    held.add(new Held(tickStart.plus(tick.multipliedBy(ticks)), item));
                    delivered = true;
                }
                case OUT_OF_ORDER -> {
                    if (isEven(tickStart, tick)) {
                        held.add(new Held(tickStart.plus(tick), item));
                        delivered = true;
                    }
                }
                case DUPLICATED -> {
                    batch.add(item);
                    repeated++;
                }
                case STUCK, DEAD, CHATTERING, DRIFTING, INTERMITTENT, WRONG_POSITION, OUTAGE, SKEWED_CLOCK -> {}
            }
        }
        if (!delivered) {
            batch.add(item);
        }
    }

    private static boolean isEven(Instant tickStart, Duration tick) {
        return tickStart.getEpochSecond() / tick.toSeconds() % 2 == 0;
    }

    /** How many reports came twice since the last call. */
    long takeRepeated() {
        long since = repeated;
        repeated = 0;
        return since;
    }

    /** Puts behind a tick's reports those that were held back until it. */
    void release(Instant tickStart, List<Item> batch) {
        held.removeIf(one -> {
            boolean due = !one.due().isAfter(tickStart);
            if (due) {
                batch.add(one.item());
            }
            return due;
        });
    }
}
