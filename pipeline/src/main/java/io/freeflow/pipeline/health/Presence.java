package io.freeflow.pipeline.health;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Which of the last 60 readings came. */
final class Presence {

    private static final int REMEMBERED = 60;
    private static final long ALL = (1L << REMEMBERED) - 1;
    /** One loss in a row is an outage; what comes and goes so often is not. */
    private static final int FEWEST_GAPS = 4;

    /** The newest is the lowest bit; 1 is missing. */
    private long missing;

    void came() {
        missing = missing << 1 & ALL;
    }

    void missed() {
        missing = (missing << 1 | 1) & ALL;
    }

    void forget() {
        missing = 0;
    }

    /** Whether at least this share of them did not come, here one and there one. */
    boolean isIntermittent(double share) {
        long begins = missing & ~(missing << 1);
        return Long.bitCount(missing) >= share * REMEMBERED && Long.bitCount(begins) >= FEWEST_GAPS;
    }

    int missingPercent() {
        return 100 * Long.bitCount(missing) / REMEMBERED;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(missing);
    }

    void read(DataInputStream in) throws IOException {
        missing = in.readLong();
    }
}
