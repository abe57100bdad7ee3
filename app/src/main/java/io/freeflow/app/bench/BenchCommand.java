package io.freeflow.app.bench;

import io.freeflow.app.bench.health.HealthCommand;
import io.freeflow.app.bench.pipeline.PipelineCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The measurements that docs/benchmarks.md tells of. */
@Command(
        name = "bench",
        header = "Measures Freeflow: every figure of docs/benchmarks.md comes from a command.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AlertsCommand.class,
            DetectionCommand.class,
            HealthCommand.class,
            PipelineCommand.class,
            QueuesCommand.class
        })
public final class BenchCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Tells what can be measured. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
