package io.freeflow.forecast.guard;

/**
 * The bounds of a forecast speed. They can be narrower than 0 to 100 mph, never wider.
 *
 * @param minMph lowest speed that is let through, 0 or more
 * @param maxMph highest speed that is let through, at most 100
 */
public record GuardLimits(double minMph, double maxMph) {

    public static final GuardLimits WIDEST = new GuardLimits(0, 100);

    public GuardLimits {
        if (!(minMph >= 0 && maxMph <= 100 && minMph < maxMph)) {
            throw new IllegalArgumentException(
                    "guard limits may only narrow 0 to 100 mph, were " + minMph + " to " + maxMph);
        }
    }
}
