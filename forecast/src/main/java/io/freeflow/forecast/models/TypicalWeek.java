package io.freeflow.forecast.models;

import io.freeflow.core.forecast.History;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.forecast.time.Calendar;

/** As it usually is at that time of the week. */
final class TypicalWeek implements PointModel {

    private final WeeklyProfile profile;
    private final Calendar calendar;
    private final float[] row;

    TypicalWeek(Knowledge knowledge) {
        this.profile = knowledge.profile();
        this.calendar = knowledge.calendar();
        this.row = new float[knowledge.history().sensors().size()];
    }

    @Override
    public String name() {
        return StandardModels.PROFILE;
    }

    @Override
    public String version() {
        return profile.version();
    }

    @Override
    public void points(History history, float[] out) {
        long first = Calendar.windowAt(history.issuedAt());
        for (int step = 0; step < Horizons.STEPS; step++) {
            profile.estimate(calendar.slotOf(first + step), row);
            for (int sensor = 0; sensor < row.length; sensor++) {
                out[sensor * Horizons.STEPS + step] = row[sensor];
            }
        }
    }
}
