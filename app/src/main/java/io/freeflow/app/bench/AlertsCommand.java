package io.freeflow.app.bench;

import io.freeflow.app.demo.AlertRulesFile;
import io.freeflow.pipeline.alert.AlertConfig;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures the shipped alert rules on the simulator's truth. */
@Command(
        name = "alerts",
        header = "Measures the alert rules as shipped, against the simulator's truth.",
        description = {
            "",
            "Simulates whole days of the city with each seed and lets the real stages take them: validate, aggregate,",
            "forecast, alert. Alerts that open on a weekday that counts are compared with what was really there.",
            "Two cities are simulated at once if there are two cores; days of a weekend between are simulated as well.",
            ""
        },
        footer = {"", "Examples:", "  freeflow bench alerts", "  freeflow bench alerts --seeds 2 --days 1"})
public final class AlertsCommand implements Callable<Integer> {

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
        var trial = new AlertTrial(options.span(), options.progress());
        var rules = AlertRulesFile.read(new AlertConfig(""));
        if (options.isTuning()) {
            AlertTuning.run(trial, chosen, rules, out);
        } else {
            AlertReport.print(trial.run(chosen, List.of(rules)).getFirst(), chosen, out);
        }
        return 0;
    }
}
