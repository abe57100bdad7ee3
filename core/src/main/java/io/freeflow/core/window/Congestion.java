package io.freeflow.core.window;

/** Five levels of speed, at the bounds that the original's scenarios encode: 60, 45, 30 and 15 mph. */
public enum Congestion {
    FREE_FLOW(60),
    LIGHT(45),
    MODERATE(30),
    HEAVY(15),
    SEVERE(0);

    private final double fromMph;

    Congestion(double fromMph) {
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
        return ordinal() + 1;
    }
}
