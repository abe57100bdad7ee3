package io.freeflow.pipeline.detect;

import java.time.Duration;

/** A method with its thresholds. */
public sealed interface DetectionSettings {

    DetectionMethod method();

    /**
     * The naive peer.
     *
     * @param belowMph slower than this
     * @param lasting for so long
     */
    record SlowSpeed(double belowMph, Duration lasting) implements DetectionSettings {
        public static final SlowSpeed DEFAULT = new SlowSpeed(30, Duration.ofMinutes(2));

        @Override
        public DetectionMethod method() {
            return DetectionMethod.SLOW_SPEED;
        }
    }

    /**
     * California algorithm #8.
     *
     * @param differencePercent T1, of occupancies
     * @param waveChange T2, relative, of the downstream occupancy in two minutes; negative is rising
     * @param relativeDifference T3, of occupancies
     * @param downstreamPercent T4, more is no incident
     * @param waveOccupancyPercent T5, downstream, at least this in a compression wave
     * @param persistence how long a tentative incident must stand
     */
    record California8(
            double differencePercent,
            double waveChange,
            double relativeDifference,
            double downstreamPercent,
            double waveOccupancyPercent,
            Duration persistence)
            implements DetectionSettings {
        /** Chosen by {@code freeflow bench detection --tune --days 2}. */
        public static final California8 DEFAULT = new California8(65, -0.4, 0.75, 13, 30, Duration.ofMinutes(5));

        @Override
        public DetectionMethod method() {
            return DetectionMethod.CALIFORNIA_8;
        }
    }

    /**
     * Fewer vehicles arrive than should.
     *
     * @param remainingShare of the flow, behind an incident that is looked for
     * @param threshold of the sum of log-likelihood ratios
     */
    record Shortfall(double remainingShare, double threshold) implements DetectionSettings {
        /** Chosen by {@code freeflow bench detection --tune --days 2}. */
        public static final Shortfall DEFAULT = new Shortfall(0.7, 9);

        @Override
        public DetectionMethod method() {
            return DetectionMethod.SHORTFALL;
        }
    }

    /**
     * Slower than is usual.
     *
     * @param allowance so many deviations below the usual speed are nothing
     * @param threshold of the sum of unusual delay, in minutes a mile times minutes
     * @param stepMph by so much the next station downstream must be faster
     */
    record Slowing(double allowance, double threshold, double stepMph) implements DetectionSettings {
        /** Chosen by {@code freeflow bench detection --tune --days 2}. */
        public static final Slowing DEFAULT = new Slowing(4, 40, 15);

        @Override
        public DetectionMethod method() {
            return DetectionMethod.SLOWING;
        }
    }
}
