package io.freeflow.app.models;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Which trained networks serve. */
@Command(
        name = "models",
        header = "Says which trained networks serve, adds others, promotes them and goes back.",
        description = {
            "",
            "A network is a folder with model.onnx and manifest.json; docs/forecasting.md has the contract. Once",
            "added it runs beside the champion: its forecasts are scored, not published. Promoted, it speaks for",
            "every region of whose sensors it knows half; elsewhere forecast.champion stays. A running Freeflow",
            "follows with its next window.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelsListCommand.class,
            ModelsAddCommand.class,
            ModelsPromoteCommand.class,
            ModelsRollbackCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  freeflow models list",
            "  freeflow models add forecast/models/metr-la/1",
            "  freeflow models promote metr-la/1 --reason \"better than neighbours for two weeks\"",
            "  freeflow models rollback --reason \"too narrow since Monday\""
        })
public final class ModelsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Tells what can be done. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
