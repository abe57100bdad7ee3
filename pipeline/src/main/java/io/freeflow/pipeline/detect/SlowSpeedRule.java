package io.freeflow.pipeline.detect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A station slower than a limit for some time: what anybody would write first. */
final class SlowSpeedRule implements Rule {

    private static final long NEVER = Long.MIN_VALUE;

    private final Stretch stretch;
    private final DetectionSettings.SlowSpeed settings;
    private final long[] slowSince;

    SlowSpeedRule(Stretch stretch, DetectionSettings.SlowSpeed settings) {
        this.stretch = stretch;
        this.settings = settings;
        this.slowSince = new long[stretch.stations()];
        forget();
    }

    @Override
    public List<Finding> judge(Recent recent, boolean found) {
        var findings = new ArrayList<Finding>();
        for (int station = 0; station < stretch.stations(); station++) {
            double speed = recent.speed().now(station);
            if (!(speed < settings.belowMph())) {
                slowSince[station] = NEVER;
                continue;
            }
            if (slowSince[station] == NEVER) {
                slowSince[station] = recent.until() - recent.slotSeconds();
            }
            if (recent.until() - slowSince[station] >= settings.lasting().toSeconds()) {
                findings.add(new Finding(
                        station,
                        station,
                        slowSince[station],
                        List.of(new Evidence("speed_mph", speed, settings.belowMph()))));
            }
        }
        return findings;
    }

    @Override
    public void forget() {
        Arrays.fill(slowSince, NEVER);
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        Bytes.write(out, slowSince);
    }

    @Override
    public void read(DataInputStream in) throws IOException {
        Bytes.read(in, slowSince);
    }
}
