package io.freeflow.app.models;

import io.freeflow.app.command.SettingsOptions;
import io.freeflow.app.config.Sections;
import io.freeflow.app.config.Sources;
import io.freeflow.app.start.EmbeddedConfig;
import io.freeflow.forecast.network.ModelRegistry;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose models a command is about. */
final class RegistryOptions {

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Folder for all data (default: .freeflow).")
    private @Nullable Path dataDir;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    ModelRegistry open() {
        var named = dataDir == null
                ? List.<Sources.Flag>of()
                : List.of(new Sources.Flag("embedded.data-dir", dataDir.toString(), "--data-dir"));
        return settings.load(Sections.list(), System.getenv(), named)
                .get(EmbeddedConfig.class)
                .models();
    }
}
