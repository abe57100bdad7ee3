package io.freeflow.core.window;

/** Five levels of speed, at the bounds that the original's scenarios encode: 60, 45, 30 and 15 mph. */
public enum Congestion {
    FREE_FLOW(1, 60),
    LIGHT(2, 45),
    MODERATE(3, 30),
    HEAVY(4, 15),
    SEVERE(5, 0);

    private final int level;
    private final double fromMph;

    Congestion(int level, double fromMph) {
        this.level = level;
        this.fromMph = fromMph;
    }

    public static Congestion ofSpeed(double speedMph) {
        for (Congestion level : values()) {
            if (speedMph >= level.fromMph) {
                return level;
            }
        }
        throw new IllegalArgumentException("speed must be 0 mph or more, was " + speedMph);
    }

    /** 1 (free flow) to 5 (severe). */
    public int level() {
        return level;
    }
}
