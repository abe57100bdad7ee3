package io.freeflow.pipeline.health;

import io.freeflow.core.reading.Measurement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A loop in one lane, as it should be: traffic that differs from reading to reading, vehicles of 22 feet with it. */
final class Loop {

    static final Instant SIX = Instant.parse("2026-03-03T14:00:00Z"); // 06:00 in Los Angeles
    static final double FEET = 22;

    private final Random random;
    private final int seconds;

    /** What becomes of a reading. */
    interface Fault {
        /** Nothing is a reading that does not come. */
        List<Measurement> of(Measurement measured, int number);
    }

    Loop(long seed, int seconds) {
        this.random = new Random(seed);
        this.seconds = seconds;
    }

    Measurement measure() {
        double vph = 120.0 * (4 + random.nextInt(10));
        double mph = 30 + Math.round(random.nextDouble() * 400) / 10.0;
        return new Measurement(mph, vph, 100 * FEET / 5280 * vph / mph);
    }

    /** A window of readings that begins so many windows after six, through a fault. */
    List<Sample> window(int window, Fault fault) {
        var samples = new ArrayList<Sample>();
        int each = 300 / seconds;
        for (int i = 0; i < each; i++) {
            long start = SIX.toEpochMilli() + (window * 300L + i * (long) seconds) * 1000;
            for (Measurement said : fault.of(measure(), window * each + i)) {
                samples.add(new Sample(start, seconds, said));
            }
        }
        return samples;
    }
}
