package io.freeflow.app.dlq;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What was rejected, and the way back. */
@Command(
        name = "dlq",
        header = "Shows what a running Freeflow rejected, and puts it back on the road.",
        description = {
            "",
            "A record that is rejected is kept with its bytes and its reason as a letter. Its id is where it",
            "stood on traffic-raw, partition and offset. After a setting or a feed was put right, a replay sends",
            "the original bytes again; a letter that passes is counted once, however often it is replayed.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqReplayCommand.class},
        footer = {
            "",
            "Examples:",
            "  freeflow dlq list",
            "  freeflow dlq list --reason unknown-sensor --feed http --json",
            "  freeflow dlq show 3-1844",
            "  freeflow dlq replay --reason unknown-sensor",
            "  freeflow dlq replay 3-1844 0-12 --to http://road.example:8080"
        })
public final class DlqCommand implements Callable<Integer> {

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
