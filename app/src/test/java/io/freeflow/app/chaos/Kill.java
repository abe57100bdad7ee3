package io.freeflow.app.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One or two parts that are killed at once and started again later.
 *
 * @param at when: how much of all that is sent has come to the end of the road, 0 to 1
 * @param downFor from the kill to the start; the database starts itself
 */
record Kill(double at, Set<Part> parts, Duration downFor) {

    private static final int KILLS_OF_EACH = 2;
    private static final int MOST_DOWN_MILLIS = 2_000;

    enum Part {
        DATABASE,
        BROKER,
        PROCESSOR
    }

    /** Every part is killed at least twice, now and then together with another one. */
    static List<Kill> plan(long seed) {
        var random = new Random(seed);
        var victims = new ArrayList<Part>();
        for (int i = 0; i < KILLS_OF_EACH; i++) {
            victims.addAll(List.of(Part.values()));
        }
        Collections.shuffle(victims, random);
        var plan = new ArrayList<Kill>();
        for (Part victim : victims) {
            var parts = EnumSet.of(victim);
            if (random.nextInt(4) == 0) {
                parts.add(Part.values()[random.nextInt(Part.values().length)]);
            }
            double at = (plan.size() + random.nextDouble()) / victims.size();
            plan.add(new Kill(at, parts, Duration.ofMillis(random.nextInt(MOST_DOWN_MILLIS))));
        }
        return plan;
    }
}
