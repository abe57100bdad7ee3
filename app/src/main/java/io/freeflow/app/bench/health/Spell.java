package io.freeflow.app.bench.health;

import io.freeflow.core.health.DayStatus;
import io.freeflow.core.health.Suspicion;
import io.freeflow.core.road.SensorHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A time in which one suspicion stood against one sensor, or lane.
 *
 * @param since when its cause began, as the test says
 * @param found when it was told
 * @param until when another word was told; {@link Instant#MAX} if none was
 */
record Spell(String sensorId, Suspicion suspicion, Instant since, Instant found, Instant until) {

    /** Gathers what was told into spells, and into days that were bad. */
    static final class Gatherer {
        private final Map<String, Spell> standing = new HashMap<>();
        private final List<Spell> over = new ArrayList<>();
        private final Set<BadDay> badDays = new HashSet<>();

        void take(SensorHealth health) {
            health.lastDay()
                    .filter(day -> day.status() != DayStatus.GOOD)
                    .ifPresent(day -> badDays.add(new BadDay(health.sensorId(), day.date(), day.status())));
            Spell before = standing.get(health.sensorId());
            boolean same = before != null
                    && health.suspicion().filter(before.suspicion()::equals).isPresent();
            if (same) {
                return; // only its day was told
            }
            if (before != null) {
                standing.remove(before.sensorId());
                over.add(new Spell(
                        before.sensorId(), before.suspicion(), before.since(), before.found(), health.knownAt()));
            }
            health.suspicion()
                    .ifPresent(suspicion -> standing.put(
                            health.sensorId(),
                            new Spell(health.sensorId(), suspicion, health.since(), health.knownAt(), Instant.MAX)));
        }

        List<Spell> all() {
            var all = new ArrayList<>(over);
            all.addAll(standing.values());
            return all;
        }

        Set<BadDay> badDays() {
            return Collections.unmodifiableSet(badDays);
        }
    }
}
