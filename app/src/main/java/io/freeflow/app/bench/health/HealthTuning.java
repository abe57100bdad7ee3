package io.freeflow.app.bench.health;

import io.freeflow.core.simulator.SensorFault;
import io.freeflow.pipeline.health.HealthConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sweeps one threshold after the other. */
final class HealthTuning {

    private static final HealthConfig D = HealthConfig.DEFAULT;

    private static final Map<String, HealthConfig> SWEEP = sweep();
    private static final List<SensorFault.Kind> KINDS = List.of(
            SensorFault.Kind.STUCK,
            SensorFault.Kind.DEAD,
            SensorFault.Kind.CHATTERING,
            SensorFault.Kind.DRIFTING,
            SensorFault.Kind.INTERMITTENT,
            SensorFault.Kind.OUTAGE,
            SensorFault.Kind.WRONG_POSITION);

    private HealthTuning() {}

    static void run(HealthTrial trial, List<Long> seeds, HealthTrial.Stages stages, PrintWriter out) {
        var configs = SWEEP.values().stream().toList();
        print("Lanes", seeds, words(trial.lanes(seeds, configs)), out);
        print("Stations", seeds, words(trial.stations(seeds, configs, stages)), out);
    }

    private static List<HealthScore> words(List<HealthTrial.Scores> scores) {
        return scores.stream().map(HealthTrial.Scores::words).toList();
    }

    private static void print(String title, List<Long> seeds, List<HealthScore> scores, PrintWriter out) {
        out.printf(
                "%n%s, %d days of seeds %d to %d, found %% and false a day:%n%n",
                title, scores.getFirst().days(), seeds.getFirst(), seeds.getLast());
        out.print("| setting |");
        KINDS.forEach(kind -> out.print(" " + kind + " |"));
        out.println(" false a day |");
        out.println("|---".repeat(KINDS.size() + 2) + "|");
        int row = 0;
        for (String name : SWEEP.keySet()) {
            var score = scores.get(row++);
            var text = new StringBuilder("| " + name + " |");
            KINDS.forEach(kind -> text.append(String.format(Locale.ROOT, " %.0f |", score.found(kind))));
            score.suspicions().stream()
                    .filter(suspicion -> score.falseADay(suspicion) > 0)
                    .forEach(suspicion -> text.append(
                            String.format(Locale.ROOT, " %s %.1f", suspicion.wireName(), score.falseADay(suspicion))));
            out.println(text.append(" |"));
        }
        out.flush();
    }

    /** One threshold after the other, the others as they ship. */
    private static Map<String, HealthConfig> sweep() {
        var trials = new LinkedHashMap<String, HealthConfig>();
        trials.put("as it ships", D);
        for (int minutes : new int[] {10, 20, 30, 240}) {
            trials.put("no-hits-after " + minutes + "m", with(minutes, 0, 0, 0, 0, 0, 0));
        }
        for (int minutes : new int[] {2, 10, 20}) {
            trials.put("locked-on-after " + minutes + "m", with(0, minutes, 0, 0, 0, 0, 0));
        }
        for (int readings : new int[] {4, 6, 8, 20, 50}) {
            trials.put("constant-readings " + readings, with(0, 0, readings, 0, 0, 0, 0));
        }
        for (double share : new double[] {0.1, 0.15, 0.3}) {
            trials.put("missing-share " + share, with(0, 0, 0, share, 0, 0, 0));
        }
        for (double change : new double[] {0.15, 0.2, 0.25, 0.3, 0.4, 0.5}) {
            trials.put("vehicle-change " + change, with(0, 0, 0, 0, change, 0, 0));
        }
        for (int jump : new int[] {15, 50}) {
            trials.put("occupancy-jump-percent " + jump, with(0, 0, 0, 0, 0, jump, 0));
        }
        for (int vehicles : new int[] {34, 38, 46}) {
            trials.put("chatter-vehicles " + vehicles, with(0, 0, 0, 0, 0, 0, vehicles));
        }
        return Collections.unmodifiableMap(trials);
    }

    /** As it ships, but for what is above 0. */
    private static HealthConfig with(
            int noHitsMinutes,
            int lockedOnMinutes,
            int constant,
            double missing,
            double change,
            double jump,
            int chatter) {
        return new HealthConfig(
                true,
                D.silentAfter(),
                missing > 0 ? missing : D.missingShare(),
                noHitsMinutes > 0 ? Duration.ofMinutes(noHitsMinutes) : D.noHitsAfter(),
                lockedOnMinutes > 0 ? Duration.ofMinutes(lockedOnMinutes) : D.lockedOnAfter(),
                constant > 0 ? constant : D.constantReadings(),
                chatter > 0 ? chatter : D.chatterVehicles(),
                jump > 0 ? jump : D.occupancyJumpPercent(),
                D.occupancyJumpsFor(),
                D.leastVehicleFeet(),
                D.mostVehicleFeet(),
                change > 0 ? change : D.vehicleChange(),
                D.clearAfter());
    }
}
