package io.freeflow.pipeline.detect;

import io.freeflow.core.reading.Measurement;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the stations of a stretch said in the last slots. {@code NaN} is missing. */
final class Recent {

    /** Five minutes of 20-second slots, and one. */
    private static final int SLOTS = 16;

    private static final int LONGEST_SECONDS = 300;
    private static final int USUAL_SECONDS = 30;

    private final long[] untils = new long[SLOTS];
    private final Quantity speed;
    private final Quantity flow;
    private final Quantity occupancy;
    private int newest = SLOTS - 1;

    Recent(int stations) {
        Arrays.fill(untils, Long.MIN_VALUE);
        speed = new Quantity(stations);
        flow = new Quantity(stations);
        occupancy = new Quantity(stations);
    }

    /** One of the three quantities, by slot and station. */
    final class Quantity {
        private final float[][] values;

        private Quantity(int stations) {
            values = new float[SLOTS][stations];
            clear();
        }

        private void clear() {
            for (float[] slot : values) {
                Arrays.fill(slot, Float.NaN);
            }
        }

        /** Of the newest slot. */
        double now(int station) {
            return values[newest][station];
        }

        /** The mean of the slots that end in the last seconds; the newest slot always counts. */
        double mean(int station, int seconds) {
            return mean(station, seconds, 0);
        }

        /** The mean of the slots that end in the seconds up to {@code before} seconds ago, else the newest that is older. */
        double mean(int station, int seconds, int before) {
            double sum = 0;
            int count = 0;
            int seen = 0;
            for (int i = 0; i < SLOTS; i++) {
                int slot = Math.floorMod(newest - i, SLOTS);
                long age = untils[newest] - untils[slot];
                if (untils[slot] == Long.MIN_VALUE || (age >= before + seconds && seen > 0)) {
                    break;
                }
                if (age >= before) {
                    seen++;
                    if (!Float.isNaN(values[slot][station])) {
                        sum += values[slot][station];
                        count++;
                    }
                }
            }
            return count == 0 ? Double.NaN : sum / count;
        }
    }

    Quantity speed() {
        return speed;
    }

    Quantity flow() {
        return flow;
    }

    Quantity occupancy() {
        return occupancy;
    }

    /** When the newest slot ended, in seconds of the epoch; {@link Long#MIN_VALUE} before the first. */
    long until() {
        return untils[newest];
    }

    /** How long the newest slot is, as far as that can be told. */
    int slotSeconds() {
        long before = untils[Math.floorMod(newest - 1, SLOTS)];
        return before == Long.MIN_VALUE ? USUAL_SECONDS : (int) Math.min(LONGEST_SECONDS, until() - before);
    }

    void push(long until, List<String> sensorIds, Map<String, Measurement> readings) {
        newest = (newest + 1) % SLOTS;
        untils[newest] = until;
        for (int station = 0; station < sensorIds.size(); station++) {
            var reading = readings.getOrDefault(sensorIds.get(station), Measurement.MISSING);
            speed.values[newest][station] = (float) reading.speedMph();
            flow.values[newest][station] = (float) reading.flowVph();
            occupancy.values[newest][station] = (float) reading.occupancyPercent();
        }
    }

    void clear() {
        Arrays.fill(untils, Long.MIN_VALUE);
        List.of(speed, flow, occupancy).forEach(Quantity::clear);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(newest);
        for (int slot = 0; slot < SLOTS; slot++) {
            out.writeLong(untils[slot]);
            for (Quantity quantity : List.of(speed, flow, occupancy)) {
                Bytes.write(out, quantity.values[slot]);
            }
        }
    }

    void read(DataInputStream in) throws IOException {
        newest = in.readInt();
        for (int slot = 0; slot < SLOTS; slot++) {
            untils[slot] = in.readLong();
            for (Quantity quantity : List.of(speed, flow, occupancy)) {
                Bytes.read(in, quantity.values[slot]);
            }
        }
    }
}
