package io.freeflow.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the versions of Freeflow and Java. */
@Command(name = "version", header = "Prints the versions of Freeflow and Java.")
final class VersionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        var version = Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion());
        var out = spec.commandLine().getOut();
        out.println("freeflow " + version.orElse("(not packaged)"));
        out.println("java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch"));
        out.flush();
        return ExitCodes.OK;
    }
}
