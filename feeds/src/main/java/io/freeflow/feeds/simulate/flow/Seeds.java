package io.freeflow.feeds.simulate.flow;

import java.util.SplittableRandom;

/** Independent random streams from one seed and the numbers that name a stream. */
public final class Seeds {

    private Seeds() {}

    public static SplittableRandom stream(long seed, long... names) {
        return new SplittableRandom(mixed(seed, names));
    }

    private static long mixed(long seed, long... names) {
        long mixed = mix(seed + 0x9E3779B97F4A7C15L);
        for (long name : names) {
            mixed = mix(mixed ^ mix(name + 0x9E3779B97F4A7C15L));
        }
        return mixed;
    }

    /** All streams whose names begin alike. */
    public static Family family(long seed, long... names) {
        return name -> new SplittableRandom(mix(mixed(seed, names) ^ mix(name + 0x9E3779B97F4A7C15L)));
    }

    /** Streams by one more number. */
    public interface Family {
        SplittableRandom stream(long name);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** A count of rare independent events: Knuth's product for a small mean, a rounded normal for a large one. */
    public static int poisson(double mean, SplittableRandom random) {
        if (mean > 30) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
