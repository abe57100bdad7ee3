package io.freeflow.app.models;

import io.freeflow.app.command.ExitCodes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a model in. */
@Command(
        name = "add",
        header = "Checks a model folder and lets it run beside the champion.",
        description = {
            "",
            "Checked are the manifest, the hash of model.onnx, its inputs and outputs, and what it says after a",
            "silent hour. It takes the place of a network that ran beside before.",
            ""
        })
final class ModelsAddCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "Folder with model.onnx and manifest.json.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path folder;

    @Mixin
    private RegistryOptions registry = new RegistryOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        var added = registry.open().add(folder, Instant.now());
        var out = spec.commandLine().getOut();
        out.println("Added " + added.ref() + " for " + added.sensors().size()
                + " sensors. It runs beside the champion as " + added.ref().liveName()
                + "; its scores are in /api/v1/verification.");
        out.println("To publish what it says: freeflow models promote " + added.ref());
        out.flush();
        return ExitCodes.OK;
    }
}
