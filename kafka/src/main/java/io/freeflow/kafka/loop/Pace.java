package io.freeflow.kafka.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Maps a feed's clock to the wall clock: the first live instant is now, and from there it runs at the speed-up. */
final class Pace {

    private final OptionalDouble speedup;
    private final InstantSource clock;
    private volatile boolean paused;
    private @Nullable Anchor anchor;

    private record Anchor(Instant feed, Instant wall) {}

    Pace(OptionalDouble speedup, InstantSource clock) {
        this.speedup = speedup;
        this.clock = clock;
    }

    OptionalDouble speedup() {
        return speedup;
    }

    /** Whether there is a pace at all, or all goes as fast as possible. */
    boolean isPaced() {
        return speedup.isPresent();
    }

    /** How long to wait until a feed instant is due; zero or less when it is. */
    synchronized Duration untilDue(Instant feed) {
        if (speedup.isEmpty()) {
            return Duration.ZERO;
        }
        if (anchor == null) {
            anchor = new Anchor(feed, clock.instant());
        }
        double seconds = Duration.between(anchor.feed(), feed).toNanos() / 1e9 / speedup.getAsDouble();
        return Duration.between(clock.instant(), anchor.wall().plusNanos(Math.round(seconds * 1e9)));
    }

    boolean isPaused() {
        return paused;
    }

    void pause() {
        paused = true;
    }

    synchronized void resume() {
        paused = false;
        anchor = null;
    }
}
