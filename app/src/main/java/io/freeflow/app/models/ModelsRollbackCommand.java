package io.freeflow.app.models;

import io.freeflow.app.command.ExitCodes;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Undoes the last promotion. */
@Command(name = "rollback", header = "Returns to the champion before; again, to the one before that.")
final class ModelsRollbackCommand implements Callable<Integer> {

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; kept in the list.")
    private String reason = "";

    @Mixin
    private RegistryOptions registry = new RegistryOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        var now = registry.open().rollBack(Instant.now(), reason);
        var out = spec.commandLine().getOut();
        out.println("Champion is " + now.champion() + ".");
        out.flush();
        return ExitCodes.OK;
    }
}
