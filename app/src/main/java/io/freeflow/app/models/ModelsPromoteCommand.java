package io.freeflow.app.models;

import io.freeflow.app.command.ExitCodes;
import io.freeflow.forecast.network.ModelRef;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a model the champion. */
@Command(name = "promote", header = "Lets a network speak for the regions that it knows.")
final class ModelsPromoteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME/VERSION", description = "Such as metr-la/1.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String model;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; kept in the list.")
    private String reason = "";

    @Mixin
    private RegistryOptions registry = new RegistryOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        var now = registry.open().promote(parsed(), Instant.now(), reason);
        var out = spec.commandLine().getOut();
        out.println("Champion is " + now.champion() + ". Back again: freeflow models rollback");
        out.flush();
        return ExitCodes.OK;
    }

    private ModelRef parsed() {
        try {
            return ModelRef.parse(model);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
