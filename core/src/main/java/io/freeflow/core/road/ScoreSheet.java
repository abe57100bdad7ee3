package io.freeflow.core.road;

import io.freeflow.core.forecast.ScoreSums;
import java.time.LocalDate;
import java.util.List;

/**
 * A model's scores against what happened, for the targets of one local day so far. The newest sheet of a (region, model,
 * day) replaces the one before.
 *
 * @param steps one for each of the twelve horizons
 */
public record ScoreSheet(String region, String model, LocalDate day, List<ScoreSums> steps) implements Message {
    public ScoreSheet {
        steps = List.copyOf(steps);
    }
}
