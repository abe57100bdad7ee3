package io.freeflow.feeds.simulate;

import io.freeflow.core.time.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The rain of one day over the whole city: ground truth, never sent as a reading.
 *
 * @param spells that do not overlap, in order
 */
public record Weather(List<Spell> spells) {

    /** Rainy days in a month, January first: about what downtown Los Angeles has, 34 a year. */
    private static final double[] RAINY_DAYS = {6, 6, 5.5, 3, 1.5, 0.6, 0.3, 0.2, 0.6, 2, 3, 5};

    static final Weather DRY = new Weather(List.of());

    public Weather {
        spells = List.copyOf(spells);
    }

    /** How hard it rains, with what it leaves of speed and capacity. */
    public enum Rain {
        /*
         * Of the size of the Highway Capacity Manual's weather adjustment factors (7th edition, chapter 11), whose
         * classes are below 0.1, to 0.25 and above 0.25 inches an hour.
         */
        LIGHT(0.97, 0.98),
        MEDIUM(0.94, 0.93),
        HEAVY(0.91, 0.86);

        private final double speed;
        private final double capacity;

        Rain(double speed, double capacity) {
            this.speed = speed;
            this.capacity = capacity;
        }
    }

    /** A time of rain. */
    public record Spell(Interval interval, Rain rain) {}

    static Weather draw(Instant dayStart, Month month, SplittableRandom random) {
        double chance = RAINY_DAYS[month.getValue() - 1] / month.maxLength();
        if (random.nextDouble() >= chance) {
            return DRY;
        }
        var begins = dayStart.plus(Duration.ofMinutes(random.nextInt(18 * 60)));
        var light = Interval.startingAt(begins, Duration.ofMinutes(random.nextInt(30, 120)));
        var hard = Interval.startingAt(light.end(), Duration.ofMinutes(random.nextInt(20, 150)));
        var last = Interval.startingAt(hard.end(), Duration.ofMinutes(random.nextInt(15, 60)));
        var hardness = random.nextDouble() < 0.7 ? Rain.MEDIUM : Rain.HEAVY;
        return new Weather(
                List.of(new Spell(light, Rain.LIGHT), new Spell(hard, hardness), new Spell(last, Rain.LIGHT)));
    }

    double speed(Instant now) {
        return spells.stream()
                .filter(spell -> spell.interval().contains(now))
                .mapToDouble(spell -> spell.rain().speed)
                .findAny()
                .orElse(1);
    }

    double capacity(Instant now) {
        return spells.stream()
                .filter(spell -> spell.interval().contains(now))
                .mapToDouble(spell -> spell.rain().capacity)
                .findAny()
                .orElse(1);
    }
}
