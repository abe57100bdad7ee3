package io.freeflow.pipeline.detect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.BiConsumer;

/**
 * The speed that each station usually has at a quarter of an hour of weekdays and of weekends, and how far days lie from
 * it; learnt as time goes on, never from what is being judged.
 */
final class UsualSpeeds {

    private static final int QUARTERS = 96;
    private static final int QUARTER_SECONDS = 900;
    private static final int CLASSES = 2;
    /** One day changes what is usual by at least one in so many. */
    private static final int MEMORY_DAYS = 8;

    static final int FEWEST_DAYS = 3;

    private final Stretch stretch;
    private final float[][] mean;
    private final float[][] deviation;
    private final float[][] days;
    private final float[] running;
    private final float[] runningCount;
    private final BitSet changed = new BitSet();
    private int open = -1;

    UsualSpeeds(Stretch stretch) {
        this.stretch = stretch;
        int stations = stretch.stations();
        mean = new float[CLASSES * QUARTERS][stations];
        deviation = new float[CLASSES * QUARTERS][stations];
        days = new float[CLASSES * QUARTERS][stations];
        running = new float[stations];
        runningCount = new float[stations];
    }

    private int binOf(long until) {
        var local = Instant.ofEpochSecond(until - 1).atZone(stretch.zone());
        boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        return (weekend ? QUARTERS : 0) + local.toLocalTime().toSecondOfDay() / QUARTER_SECONDS;
    }

    private static int near(int bin, int step) {
        return bin / QUARTERS * QUARTERS + Math.floorMod(bin + step, QUARTERS);
    }

    /** A usual speed: the lowest of this quarter's and its neighbours', since queues do not come by the minute. */
    double mph(int station, long until) {
        int bin = binOf(until);
        double lowest = Double.NaN;
        for (int step = -1; step <= 1; step++) {
            int near = near(bin, step);
            if (days[near][station] >= FEWEST_DAYS && !(mean[near][station] >= lowest)) {
                lowest = mean[near][station];
            }
        }
        return lowest;
    }

    /** How far days lie from it, the widest of the same. */
    double deviationMph(int station, long until) {
        int bin = binOf(until);
        return Math.max(
                deviation[bin][station], Math.max(deviation[near(bin, -1)][station], deviation[near(bin, 1)][station]));
    }

    void learn(Recent recent) {
        int bin = binOf(recent.until());
        if (bin != open) {
            close();
            open = bin;
        }
        for (int station = 0; station < running.length; station++) {
            double speed = recent.speed().now(station);
            if (!Double.isNaN(speed)) {
                running[station] += (float) speed;
                runningCount[station]++;
            }
        }
    }

    private void close() {
        for (int station = 0; station < running.length && open >= 0; station++) {
            if (runningCount[station] > 0) {
                float speed = running[station] / runningCount[station];
                days[open][station] = Math.min(MEMORY_DAYS, days[open][station] + 1);
                float off = Math.abs(speed - mean[open][station]);
                boolean first = days[open][station] == 1;
                mean[open][station] += (speed - mean[open][station]) / days[open][station];
                deviation[open][station] += first ? 0 : (off - deviation[open][station]) / days[open][station];
                changed.set(open);
            }
        }
        Arrays.fill(running, 0);
        Arrays.fill(runningCount, 0);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(open);
        Bytes.write(out, running);
        Bytes.write(out, runningCount);
    }

    void read(DataInputStream in) throws IOException {
        open = in.readInt();
        Bytes.read(in, running);
        Bytes.read(in, runningCount);
    }

    /** Hands on each quarter that changed since the last call, by its number. */
    void saveLearnt(BiConsumer<String, byte[]> log) {
        changed.stream().forEach(bin -> {
            var bytes = new ByteArrayOutputStream();
            try (var out = new DataOutputStream(bytes)) {
                Bytes.write(out, mean[bin]);
                Bytes.write(out, deviation[bin]);
                Bytes.write(out, days[bin]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            log.accept(Integer.toString(bin), bytes.toByteArray());
        });
        changed.clear();
    }

    void restoreLearnt(String name, byte[] bytes) {
        int bin = Integer.parseInt(name);
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Bytes.read(in, mean[bin]);
            Bytes.read(in, deviation[bin]);
            Bytes.read(in, days[bin]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
