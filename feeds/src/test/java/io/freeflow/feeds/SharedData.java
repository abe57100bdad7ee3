package io.freeflow.feeds;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Research data that may not live in this repository: the folder named by the property or variable {@code
 * FREEFLOW_SHARED}, else a folder {@code shared} beside one of the folders above the working directory.
 */
public final class SharedData {

    private static final String NAME = "FREEFLOW_SHARED";

    private SharedData() {}

    /** A file of the shared data; the test that asks is skipped where it is absent. */
    public static Path file(String name) {
        var path = find(name);
        Assumptions.assumeTrue(path.isPresent(), () -> "skipped: no shared/data/" + name + ", set " + NAME);
        return path.orElseThrow();
    }

    private static Optional<Path> find(String name) {
        return roots().map(root -> root.resolve("data").resolve(name))
                .filter(Files::exists)
                .findFirst();
    }

    private static Stream<Path> roots() {
        var named = firstOf(System.getProperty(NAME), System.getenv(NAME));
        if (named.isPresent()) {
            return named.map(Path::of).stream();
        }
        return Stream.iterate(
                        Optional.of(Path.of("").toAbsolutePath()),
                        Optional::isPresent,
                        path -> path.map(Path::getParent))
                .flatMap(Optional::stream)
                .map(path -> path.resolve("shared"));
    }

    private static Optional<String> firstOf(@Nullable String property, @Nullable String variable) {
        return Optional.ofNullable(property).or(() -> Optional.ofNullable(variable));
    }
}
