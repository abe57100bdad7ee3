package io.freeflow.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measurements whose figures stand in the documents. */
@Command(
        name = "bench",
        header = "Measures how good Freeflow is.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {QueuesCommand.class})
public final class BenchCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "needs one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
