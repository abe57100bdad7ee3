package io.freeflow.app.bench;

import io.freeflow.feeds.simulate.SimulatorOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures incident detection on the simulator's truth, or chooses its thresholds. */
@Command(
        name = "detection",
        header = "Measures how well incidents are detected, against the simulator's truth.",
        description = {
            "",
            "Simulates weekdays of the city with each seed, lets every method look at them and counts. An incident counts",
            "if it made a station within 2 miles upstream 10 mph slower, in the mean of ten minutes, than in the same day",
            "without incidents. It is detected by what is confirmed within 3 miles before it, from its start until ten",
            "minutes after its end. What is of no incident is a false alarm; daily queues are no incidents.",
            "Days of two seeds are simulated at once if there are two cores.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  freeflow bench detection",
            "  freeflow bench detection --seeds 2 --days 1",
            "  freeflow bench detection --tune --days 2"
        })
public final class DetectionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private TrialOptions options;

    @Override
    public Integer call() {
        var chosen = options.chosen();
        var out = spec.commandLine().getOut();
        var trial = new DetectionTrial(SimulatorOptions.DEFAULT, options.span(), options.progress());
        if (options.isTuning()) {
            DetectionTuning.run(trial, chosen, out);
        } else {
            DetectionReport.print(trial, chosen, out);
        }
        return 0;
    }
}
