package io.freeflow.app.command;

import io.freeflow.app.config.Section;
import io.freeflow.app.config.Settings;
import io.freeflow.app.config.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that reads settings. */
public final class SettingsOptions {

    private static final Path USUAL_FILE = Path.of("freeflow.properties");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file. Without this, freeflow.properties is read if it is here.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, such as --set store.pool-size=5; again for more. See 'freeflow config'.")
    private Map<String, String> set = new LinkedHashMap<>();

    /**
     * Reads the settings.
     *
     * @param named settings that have an option of their own
     */
    public Settings load(List<Section<?>> sections, Map<String, String> environment, List<Sources.Flag> named) {
        var flags = new ArrayList<Sources.Flag>();
        set.forEach((key, value) -> flags.add(new Sources.Flag(key, value, "--set")));
        flags.addAll(named);
        return Settings.load(sections, new Sources(file(), environment, flags));
    }

    private Optional<Path> file() {
        return Optional.ofNullable(file).or(() -> Optional.of(USUAL_FILE).filter(Files::exists));
    }
}
