package io.freeflow.pipeline.detect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;

/** The mean flow of each station in the last half hour, and so what one station's flow usually is of another's. */
final class UsualFlows {

    private static final int MINUTE = 60;
    private static final double MEMORY_SECONDS = 1800;
    private static final double TRUST_SECONDS = 600;

    private final float[] vph;
    private final float[] seconds;

    UsualFlows(int stations) {
        vph = new float[stations];
        seconds = new float[stations];
    }

    boolean isKnown(int station) {
        return seconds[station] >= TRUST_SECONDS && vph[station] > 0;
    }

    /** How many vehicles pass one station for each that passes another; both are known. */
    double ratio(int station, int other) {
        return vph[station] / vph[other];
    }

    /** What another station's flow says of a station's, where both are known. */
    double told(OptionalInt other, int station, Recent recent, double otherwise) {
        if (other.isEmpty() || !isKnown(other.getAsInt()) || !isKnown(station)) {
            return otherwise;
        }
        return recent.flow().mean(other.getAsInt(), MINUTE) * ratio(station, other.getAsInt());
    }

    void learn(Recent recent) {
        int slot = recent.slotSeconds();
        for (int station = 0; station < vph.length; station++) {
            double flow = recent.flow().now(station);
            if (!Double.isNaN(flow)) {
                seconds[station] = (float) Math.min(MEMORY_SECONDS, seconds[station] + slot);
                vph[station] += (float) ((flow - vph[station]) * Math.min(1, slot / seconds[station]));
            }
        }
    }

    void forget() {
        Arrays.fill(vph, 0);
        Arrays.fill(seconds, 0);
    }

    void write(DataOutputStream out) throws IOException {
        Bytes.write(out, vph);
        Bytes.write(out, seconds);
    }

    void read(DataInputStream in) throws IOException {
        Bytes.read(in, vph);
        Bytes.read(in, seconds);
    }
}
