package io.freeflow.feeds.simulate.demand;

import io.freeflow.core.simulator.RainSpell;
import io.freeflow.core.simulator.RainSpell.Rain;
import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What rain leaves of speed and capacity, and when it rains. */
public final class Weather {

    /** Rainy days in a month, January first: about what downtown Los Angeles has, 34 a year. */
    private static final double[] RAINY_DAYS = {6, 6, 5.5, 3, 1.5, 0.6, 0.3, 0.2, 0.6, 2, 3, 5};

    private Weather() {}

    /**
     * What is left of a dry day.
     *
     * @param speed share of the free-flow speed
     * @param capacity share of the capacity
     */
    public record Effect(double speed, double capacity) {
        public static final Effect DRY = new Effect(1, 1);
    }

    /** Of the size of the Highway Capacity Manual's weather adjustment factors (7th edition, chapter 11). */
    private static Effect effectOf(Rain rain) {
        return switch (rain) {
            case LIGHT -> new Effect(0.97, 0.98);
            case MEDIUM -> new Effect(0.94, 0.93);
            case HEAVY -> new Effect(0.91, 0.86);
        };
    }

    /** What the hardest rain of a moment leaves. */
    public static Effect at(Instant now, Stream<RainSpell> spells) {
        return spells.filter(spell -> spell.interval().contains(now))
                .map(RainSpell::rain)
                .max(Rain::compareTo)
                .map(Weather::effectOf)
                .orElse(Effect.DRY);
    }

    /** Draws the rain of a day. */
    public static List<RainSpell> draw(Instant dayStart, Month month, SplittableRandom random) {
        double chance = RAINY_DAYS[month.getValue() - 1] / month.maxLength();
        if (random.nextDouble() >= chance) {
            return List.of();
        }
        var begins = dayStart.plus(Duration.ofMinutes(random.nextInt(18 * 60)));
        var light = Interval.startingAt(begins, Duration.ofMinutes(random.nextInt(30, 120)));
        var hard = Interval.startingAt(light.end(), Duration.ofMinutes(random.nextInt(20, 150)));
        var last = Interval.startingAt(hard.end(), Duration.ofMinutes(random.nextInt(15, 60)));
        var hardness = random.nextDouble() < 0.7 ? Rain.MEDIUM : Rain.HEAVY;
        return List.of(
                new RainSpell(light, Rain.LIGHT), new RainSpell(hard, hardness), new RainSpell(last, Rain.LIGHT));
    }
}
