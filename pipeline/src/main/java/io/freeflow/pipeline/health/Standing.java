package io.freeflow.pipeline.health;

import io.freeflow.core.health.Suspicion;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands against a sensor, and in which of the last windows its values were not believed. */
final class Standing {

    private static final int SPELLS = 4;
    private static final long STILL = Long.MAX_VALUE;

    private @Nullable Suspicion suspicion;
    private long since;
    private long failedAt;
    /** The first window, and the first that was believed again, of the last spells in which values were not. */
    private final long[] from = new long[SPELLS];

    private final long[] until = new long[SPELLS];

    Optional<Suspicion> suspicion() {
        return Optional.ofNullable(suspicion);
    }

    long since() {
        return since;
    }

    /**
     * Takes the tests that failed in a window. The first of them stands; what stands ends when no test has failed for a
     * while, silence as soon as it is broken.
     *
     * @return whether something changed
     */
    boolean take(Set<Suspicion> failed, DetectorTests tests, long windowStart, long windowEnd, HealthConfig config) {
        var before = suspicion;
        if (!failed.isEmpty()) {
            Suspicion first = failed.iterator().next();
            if (before == null
                    || first.compareTo(before) < 0
                    || (!failed.contains(before) && isOver(before, windowEnd, config))) {
                suspicion = first;
                since = tests.since(first).orElse(windowStart);
            }
            failedAt = windowEnd;
        } else if (before != null && isOver(before, windowEnd, config)) {
            suspicion = null;
            since = windowStart;
        }
        spell(windowStart);
        return suspicion != before;
    }

    private boolean isOver(Suspicion standing, long windowEnd, HealthConfig config) {
        return standing == Suspicion.SILENT
                || windowEnd - failedAt >= config.clearAfter().toMillis();
    }

    private void spell(long windowStart) {
        boolean spoils = suspicion != null && suspicion.spoilsValues();
        boolean spoilt = until[0] == STILL;
        if (spoils && !spoilt) {
            System.arraycopy(from, 0, from, 1, SPELLS - 1);
            System.arraycopy(until, 0, until, 1, SPELLS - 1);
            from[0] = windowStart;
            until[0] = STILL;
        } else if (!spoils && spoilt) {
            until[0] = windowStart;
        }
    }

    /** Whether values of a window that is closed are not believed; known for the last few spells. */
    boolean spoils(long windowStart) {
        for (int spell = 0; spell < SPELLS; spell++) {
            if (windowStart >= from[spell] && windowStart < until[spell]) {
                return true;
            }
        }
        return false;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(suspicion == null ? "" : suspicion.name());
        out.writeLong(since);
        out.writeLong(failedAt);
        for (int spell = 0; spell < SPELLS; spell++) {
            out.writeLong(from[spell]);
            out.writeLong(until[spell]);
        }
    }

    void read(DataInputStream in) throws IOException {
        String name = in.readUTF();
        suspicion = name.isEmpty() ? null : Suspicion.valueOf(name);
        since = in.readLong();
        failedAt = in.readLong();
        for (int spell = 0; spell < SPELLS; spell++) {
            from[spell] = in.readLong();
            until[spell] = in.readLong();
        }
    }
}
