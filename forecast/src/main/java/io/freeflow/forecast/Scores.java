package io.freeflow.forecast;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sums of one region's models over the targets of the current local day. */
final class Scores implements Saved {

    private static final int SUMS = 8;
    private static final int ROW = Horizons.STEPS * SUMS;

    private final List<String> models;
    private final double[] sums;
    private LocalDate day = LocalDate.MIN;
    private boolean changed;

    Scores(List<String> models) {
        this.models = List.copyOf(models);
        this.sums = new double[models.size() * ROW];
    }

    /** Begins a new sheet when the day is over. Where a clock is set back over midnight the old day does not return. */
    void turnTo(LocalDate newDay) {
        if (newDay.isAfter(day)) {
            day = newDay;
            Arrays.fill(sums, 0);
            changed = true;
        }
    }

    void add(int model, int step, float p05, float p50, float p95, float observed) {
        int at = model * ROW + step * SUMS;
        double error = p50 - observed;
        sums[at]++;
        sums[at + 1] += Math.abs(error);
        sums[at + 2] += error * error;
        if (observed > 0) {
            sums[at + 3] += 100 * Math.abs(error) / observed;
            sums[at + 4]++;
        }
        sums[at + 5] += error;
        sums[at + 6] += p05 <= observed && observed <= p95 ? 1 : 0;
        sums[at + 7] += p95 - p05;
        changed = true;
    }

    /** The sheet of each model; none before anything was scored on this day. */
    Optional<ScoreSheet> sheet(String region, int model) {
        var steps = new ArrayList<ScoreSums>();
        long scored = 0;
        for (int step = 0; step < Horizons.STEPS; step++) {
            int at = model * ROW + step * SUMS;
            scored += (long) sums[at];
            steps.add(new ScoreSums(
                    (long) sums[at],
                    sums[at + 1],
                    sums[at + 2],
                    sums[at + 3],
                    (long) sums[at + 4],
                    sums[at + 5],
                    (long) sums[at + 6],
                    sums[at + 7]));
        }
        return scored == 0 ? Optional.empty() : Optional.of(new ScoreSheet(region, models.get(model), day, steps));
    }

    @Override
    public String kind() {
        return "scores";
    }

    @Override
    public int headerBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void save(Granules granules) {
        if (!changed) {
            return;
        }
        changed = false;
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(day.toEpochDay());
            for (int model = 0; model < models.size(); model++) {
                out.writeUTF(models.get(model));
                for (int i = 0; i < ROW; i++) {
                    out.writeDouble(sums[model * ROW + i]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        granules.put(kind(), "day", bytes.toByteArray());
    }

    @Override
    public void restore(String key, byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            day = LocalDate.ofEpochDay(in.readLong());
            while (in.available() > 0) {
                int model = models.indexOf(in.readUTF());
                for (int i = 0; i < ROW; i++) {
                    double sum = in.readDouble();
                    if (model >= 0) {
                        sums[model * ROW + i] = sum;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void touch() {
        changed = true;
    }
}
