package io.freeflow.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The places that settings come from, in rising order: the file, the environment, flags. */
public record Sources(Optional<Path> file, Map<String, String> environment, List<Flag> flags) {

    public Sources {
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }

    /**
     * One setting from the command line.
     *
     * @param name what the person typed, such as {@code --port}
     */
    public record Flag(String key, String value, String name) {}
}
