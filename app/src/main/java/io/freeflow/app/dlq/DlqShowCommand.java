package io.freeflow.app.dlq;

import io.freeflow.app.command.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one letter. */
@Command(name = "show", header = "Shows one letter: why it was rejected, how often it was judged, and its bytes.")
final class DlqShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Its id, such as 3-1844.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        var letter = server.api(spec).get(id);
        var out = spec.commandLine().getOut();
        if (server.json()) {
            out.println(letter);
        } else {
            new LetterTable(out).letter(letter);
        }
        out.flush();
        return ExitCodes.OK;
    }
}
