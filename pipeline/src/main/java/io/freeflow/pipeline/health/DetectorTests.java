package io.freeflow.pipeline.health;

import io.freeflow.core.health.Suspicion;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.time.FiveMinutes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The real-time tests of one sensor, or of one lane of it. It is shown what came in each closed window, in order, and says
 * which tests failed there. Its state has a fixed size; not thread-safe.
 */
public final class DetectorTests {

    /*
     * IRIS's five (no hits, chatter, locked on, no change, occupancy spikes; docs/decisions/0015), and others: silence,
     * gaps, a clock that is off, vehicles that do not move, vehicles of an impossible length, jumps of speed. Each speaks
     * in times and in rates, so that it means the same of readings of 20 seconds and of five minutes. Only what comes is
     * tested: a gap neither ends what lasts nor adds to it.
     */

    private static final long NEVER = Long.MIN_VALUE;
    private static final int FEWEST_SILENT_READINGS = 3;
    private static final int FEWEST_OFF_THE_GRID = 3;
    /** A clock that is off for so long is how the sensor reports now. */
    private static final long NEW_GRID_MILLIS = Duration.ofHours(24).toMillis();

    private static final double COVERED_PERCENT = 99.9;
    private static final long ZERO_SPEED_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final double CHATTER_SECONDS = 30;
    /** Longer readings hide spikes. */
    private static final int LONGEST_FOR_SPIKES_SECONDS = 60;

    private static final double FLOWING_MPH = 45;

    private static final double JUMP_MPH = 30;
    /** So many of the last twelve steps are jumps. */
    private static final int JUMPS = 4;

    private static final int JUMP_STEPS = 0xFFF;

    private final HealthConfig config;
    private final int lanes;
    private final Presence presence = new Presence();
    private final VehicleLength length = new VehicleLength();
    private final EnumSet<Suspicion> failed = EnumSet.noneOf(Suspicion.class);

    private int periodSeconds;
    private long heardUntil = NEVER;
    private long gridStart = NEVER;
    private int offTheGrid;
    private long offTheGridSince = NEVER;
    private Measurement last = Measurement.MISSING;
    private int repeated;
    private long repeatedSince = NEVER;
    private long noHitsSince = NEVER;
    private long lockedSince = NEVER;
    private long zeroSpeedSince = NEVER;
    private double spikeSeconds;
    private int jumps;
    private double chatterVph;

    /**
     * Tests of a sensor that was never heard.
     *
     * @param lanes whose vehicles it counts together; 0 where that is unknown
     */
    public DetectorTests(HealthConfig config, int lanes) {
        this.config = config;
        this.lanes = lanes;
    }

    /**
     * Looks at a window and at what came in it.
     *
     * @param windowStart since the epoch
     * @param samples in the order of time; empty if nothing came
     * @param learning whether the sensor is believed, so that what is usual may be learnt
     * @return the tests that failed in it
     */
    public Set<Suspicion> look(long windowStart, List<Sample> samples, VehicleLength.Learning learning) {
        failed.clear();
        if (!samples.isEmpty()) {
            periodSeconds = samples.getFirst().seconds();
        }
        int slot = 0;
        for (Sample sample : samples) {
            int at = (int) ((sample.startMillis() - windowStart) / (periodSeconds * 1000L));
            for (; slot < at; slot++) {
                presence.missed();
            }
            if (at == slot) {
                presence.came();
                slot++;
            }
            take(sample, learning);
        }
        long windowSeconds = FiveMinutes.LENGTH.toSeconds();
        for (; periodSeconds > 0 && slot < windowSeconds / periodSeconds; slot++) {
            presence.missed();
        }
        judgePresence(windowStart + windowSeconds * 1000);
        return failed;
    }

    private void judgePresence(long windowEnd) {
        failIf(presence.isIntermittent(config.missingShare()), Suspicion.INTERMITTENT);
        long silence = Math.max(config.silentAfter().toMillis(), 1000L * periodSeconds * FEWEST_SILENT_READINGS);
        failIf(heardUntil != NEVER && windowEnd - heardUntil >= silence, Suspicion.SILENT);
    }

    private void take(Sample sample, VehicleLength.Learning learning) {
        Measurement now = sample.measurement();
        clock(sample);
        repeats(sample);
        noHitsSince = lasts(now.flowVph() == 0, noHitsSince, sample);
        lockedSince = lasts(now.occupancyPercent() >= COVERED_PERCENT, lockedSince, sample);
        zeroSpeedSince = lasts(now.speedMph() == 0 && now.flowVph() > 0, zeroSpeedSince, sample);
        failIf(lasted(noHitsSince, sample) >= config.noHitsAfter().toMillis(), Suspicion.NO_HITS);
        failIf(lasted(lockedSince, sample) >= config.lockedOnAfter().toMillis(), Suspicion.LOCKED_ON);
        failIf(lasted(zeroSpeedSince, sample) >= ZERO_SPEED_MILLIS, Suspicion.ZERO_SPEED);
        spikes(now, sample.seconds());
        jumps(now);
        if (lanes > 0) {
            chatter(now);
            length.take(now, sample.seconds(), lanes, learning);
            if (length.cameRight(config)) {
                length.learnAnew();
            }
            failIf(length.isWrong(config), Suspicion.VEHICLE_LENGTH);
        }
        last = now;
        heardUntil = Math.max(heardUntil, sample.endMillis());
    }

    private void clock(Sample sample) {
        long start = sample.startMillis();
        if (gridStart == NEVER || (offTheGridSince != NEVER && start - offTheGridSince >= NEW_GRID_MILLIS)) {
            gridStart = start;
        }
        if ((start - gridStart) % (sample.seconds() * 1000L) == 0) {
            offTheGrid = 0;
            offTheGridSince = NEVER;
        } else {
            offTheGridSince = offTheGrid == 0 ? start : offTheGridSince;
            offTheGrid++;
        }
        failIf(offTheGrid >= FEWEST_OFF_THE_GRID, Suspicion.WRONG_CLOCK);
    }

    private void repeats(Sample sample) {
        Measurement now = sample.measurement();
        boolean says = now.flowVph() > 0 || now.speedMph() > 0;
        if (says && now.equals(last)) {
            repeated++;
        } else {
            repeated = 1;
            repeatedSince = sample.startMillis();
        }
        failIf(says && repeated >= config.constantReadings(), Suspicion.CONSTANT);
    }

    /** Stop and go makes occupancy jump as well, so where there are speeds only traffic that flows counts. */
    private void spikes(Measurement now, int seconds) {
        double step = Math.abs(now.occupancyPercent() - last.occupancyPercent());
        if (seconds > LONGEST_FOR_SPIKES_SECONDS || Double.isNaN(step)) {
            return;
        }
        boolean slow = now.speedMph() < FLOWING_MPH || last.speedMph() < FLOWING_MPH;
        boolean jumped = step > config.occupancyJumpPercent() && !slow;
        spikeSeconds = jumped ? spikeSeconds + seconds : Math.max(0, spikeSeconds - seconds / 10.0);
        failIf(spikeSeconds > config.occupancyJumpsFor().toSeconds(), Suspicion.OCCUPANCY_SPIKES);
    }

    private void jumps(Measurement now) {
        if (now.hasFlow() || now.hasOccupancy()) {
            return;
        }
        int jumped = Math.abs(now.speedMph() - last.speedMph()) > JUMP_MPH ? 1 : 0;
        jumps = (jumps << 1 | jumped) & JUMP_STEPS;
        failIf(Integer.bitCount(jumps) >= JUMPS, Suspicion.SPEED_JUMPS);
    }

    private void chatter(Measurement now) {
        double least = config.chatterVehicles() * 3600 / CHATTER_SECONDS;
        double lane = now.flowVph() / lanes;
        if (lane >= least) {
            chatterVph = lane;
            failed.add(Suspicion.CHATTER);
        }
    }

    private static long lasts(boolean holds, long since, Sample sample) {
        if (!holds) {
            return NEVER;
        }
        return since == NEVER ? sample.startMillis() : since;
    }

    private static long lasted(long since, Sample sample) {
        return since == NEVER ? 0 : sample.endMillis() - since;
    }

    private void failIf(boolean holds, Suspicion suspicion) {
        if (holds) {
            failed.add(suspicion);
        }
    }

    /** Forgets how long vehicles always were. */
    void learnLengthAnew() {
        length.learnAnew();
    }

    /** Ends all that lasts, as after a gap of the feed clock. */
    void pause() {
        presence.forget();
        last = Measurement.MISSING;
        heardUntil = NEVER;
        noHitsSince = NEVER;
        lockedSince = NEVER;
        zeroSpeedSince = NEVER;
        spikeSeconds = 0;
        jumps = 0;
    }

    /** Since when a failed test's cause has been there, if the test knows. */
    Optional<Long> since(Suspicion suspicion) {
        long since = switch (suspicion) {
            case SILENT -> heardUntil;
            case WRONG_CLOCK -> offTheGridSince;
            case LOCKED_ON -> lockedSince;
            case CONSTANT -> repeatedSince;
            case ZERO_SPEED -> zeroSpeedSince;
            case NO_HITS -> noHitsSince;
            case INTERMITTENT, CHATTER, OCCUPANCY_SPIKES, VEHICLE_LENGTH, SPEED_JUMPS, LATE, OUT_OF_ORDER, DUPLICATED ->
                NEVER;
        };
        return since == NEVER ? Optional.empty() : Optional.of(since);
    }

    /** What a failed test saw, in a few words for people. */
    String evidence(Suspicion suspicion) {
        return switch (suspicion) {
            case SILENT -> "no reading";
            case INTERMITTENT -> presence.missingPercent() + " % of the last 60 readings did not come";
            case WRONG_CLOCK -> "readings begin beside their usual seconds";
            case LOCKED_ON -> "covered all the time";
            case CHATTER -> String.format(Locale.ROOT, "%.0f vehicles an hour on a lane", chatterVph);
            case CONSTANT -> "the same reading " + repeated + " times";
            case ZERO_SPEED -> "0 mph while vehicles pass";
            case OCCUPANCY_SPIKES ->
                String.format(
                        Locale.ROOT,
                        "occupancy jumps by more than %.0f %% again and again",
                        config.occupancyJumpPercent());
            case VEHICLE_LENGTH ->
                Double.isNaN(length.always())
                        ? String.format(Locale.ROOT, "vehicles seem %.0f feet long", length.lately())
                        : String.format(
                                Locale.ROOT,
                                "vehicles seem %.0f feet long, usually %.0f",
                                length.lately(),
                                length.always());
            case NO_HITS -> "no vehicle";
            case SPEED_JUMPS ->
                String.format(Locale.ROOT, "speed jumps by more than %.0f mph again and again", JUMP_MPH);
            case LATE -> "readings come late";
            case OUT_OF_ORDER -> "readings come out of order";
            case DUPLICATED -> "readings come twice";
        };
    }

    void write(DataOutputStream out) throws IOException {
        presence.write(out);
        length.write(out);
        out.writeInt(periodSeconds);
        for (long instant : new long[] {
            heardUntil, gridStart, offTheGridSince, repeatedSince, noHitsSince, lockedSince, zeroSpeedSince
        }) {
            out.writeLong(instant);
        }
        out.writeInt(offTheGrid);
        out.writeInt(repeated);
        out.writeInt(jumps);
        out.writeDouble(spikeSeconds);
        out.writeDouble(chatterVph);
        out.writeDouble(last.speedMph());
        out.writeDouble(last.flowVph());
        out.writeDouble(last.occupancyPercent());
    }

    void read(DataInputStream in) throws IOException {
        presence.read(in);
        length.read(in);
        periodSeconds = in.readInt();
        heardUntil = in.readLong();
        gridStart = in.readLong();
        offTheGridSince = in.readLong();
        repeatedSince = in.readLong();
        noHitsSince = in.readLong();
        lockedSince = in.readLong();
        zeroSpeedSince = in.readLong();
        offTheGrid = in.readInt();
        repeated = in.readInt();
        jumps = in.readInt();
        spikeSeconds = in.readDouble();
        chatterVph = in.readDouble();
        last = new Measurement(in.readDouble(), in.readDouble(), in.readDouble());
    }
}
