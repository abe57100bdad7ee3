package io.freeflow.pipeline.detect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** California algorithm #8 on the occupancies of two neighbouring stations. */
final class California8Rule implements Rule {

    /*
     * H. J. Payne, S. C. Tignor, Freeway incident-detection algorithms based on decision trees with states,
     * Transportation Research Record 682 (1978). Of one-minute occupancies OCC, station i and the next downstream:
     *   OCCDF  = OCC(i, t) - OCC(i+1, t)                       spatial difference
     *   OCCRDF = OCCDF / OCC(i, t)                             relative spatial difference
     *   DOCC   = OCC(i+1, t)                                   downstream occupancy
     *   DOCCTD = (OCC(i+1, t-2) - OCC(i+1, t)) / OCC(i+1, t-2) relative temporal difference downstream, t in minutes
     * A compression wave is a downstream occupancy that has risen fast to a high value: DOCC >= T5 and DOCCTD < T2. For
     * five minutes after it nothing is an incident. Else OCCDF >= T1, OCCRDF >= T3 and DOCC <= T4 make one tentative; it
     * is confirmed when OCCRDF >= T3 persists, and lasts while it does.
     */

    private static final int MINUTE = 60;
    private static final int WAVE_SECONDS = 5 * MINUTE;
    private static final long NEVER = Long.MIN_VALUE;

    private final Stretch stretch;
    private final DetectionSettings.California8 settings;
    private final long[] waveUntil;
    private final long[] tentativeSince;

    California8Rule(Stretch stretch, DetectionSettings.California8 settings) {
        this.stretch = stretch;
        this.settings = settings;
        this.waveUntil = new long[stretch.stations()];
        this.tentativeSince = new long[stretch.stations()];
        forget();
    }

    @Override
    public List<Finding> judge(Recent recent, boolean found) {
        var findings = new ArrayList<Finding>();
        for (int station = 0; station < stretch.stations(); station++) {
            var downstream = stretch.downstream(station, recent.occupancy());
            if (downstream.isEmpty() || Double.isNaN(recent.occupancy().now(station))) {
                tentativeSince[station] = NEVER;
                continue;
            }
            judge(station, downstream.getAsInt(), recent, findings);
        }
        return findings;
    }

    private void judge(int station, int downstream, Recent recent, List<Finding> findings) {
        double docc = recent.occupancy().mean(downstream, MINUTE);
        double before = recent.occupancy().mean(downstream, MINUTE, 2 * MINUTE);
        double occupancy = recent.occupancy().mean(station, MINUTE);
        double occdf = occupancy - docc;
        double occrdf = occupancy > 0 ? occdf / occupancy : 0;
        double docctd = before > 0 ? (before - docc) / before : 0;
        if (tentativeSince[station] == NEVER) {
            if (docc >= settings.waveOccupancyPercent() && docctd < settings.waveChange()) {
                waveUntil[station] = recent.until() + WAVE_SECONDS;
            }
            if (recent.until() >= waveUntil[station]
                    && occdf >= settings.differencePercent()
                    && occrdf >= settings.relativeDifference()
                    && docc <= settings.downstreamPercent()) {
                tentativeSince[station] = recent.until();
            }
        } else if (occrdf < settings.relativeDifference()) {
            tentativeSince[station] = NEVER;
        } else if (recent.until() - tentativeSince[station]
                >= settings.persistence().toSeconds()) {
            findings.add(new Finding(
                    station,
                    downstream,
                    tentativeSince[station],
                    List.of(
                            new Evidence("occupancy_difference_percent", occdf, settings.differencePercent()),
                            new Evidence("occupancy_relative_difference", occrdf, settings.relativeDifference()),
                            new Evidence("downstream_occupancy_percent", docc, settings.downstreamPercent()))));
        }
    }

    @Override
    public void forget() {
        Arrays.fill(waveUntil, NEVER);
        Arrays.fill(tentativeSince, NEVER);
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        Bytes.write(out, waveUntil);
        Bytes.write(out, tentativeSince);
    }

    @Override
    public void read(DataInputStream in) throws IOException {
        Bytes.read(in, waveUntil);
        Bytes.read(in, tentativeSince);
    }
}
