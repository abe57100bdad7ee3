package io.freeflow.app.dlq;

import io.freeflow.app.command.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists letters. */
@Command(name = "list", header = "Lists what was rejected, newest first, and how much there is of each reason.")
final class DlqListCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private LetterFilters filters = new LetterFilters();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "waiting",
            description = "waiting, passed (replayed and accepted) or all (default: waiting).")
    private String state = "waiting";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many letters, 1 to 1000 (default: 50).")
    private int limit = 50;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1 || limit > 1000) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 to 1000, was " + limit);
        }
        var parameters = filters.parameters(spec);
        parameters.put("state", state);
        parameters.put("limit", Integer.toString(limit));
        var page = server.api(spec).list(parameters);
        var out = spec.commandLine().getOut();
        if (server.json()) {
            out.println(page);
        } else {
            new LetterTable(out).letters(page);
        }
        out.flush();
        return ExitCodes.OK;
    }
}
