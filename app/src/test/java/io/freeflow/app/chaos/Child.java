package io.freeflow.app.chaos;

import static org.awaitility.Awaitility.await;

import io.freeflow.testkit.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One of our main classes in a process of its own, which says when it is ready. What it prints is kept in a file. */
final class Child implements AutoCloseable {

    /** Begins the line that says so. */
    static final String READY = "ready ";

    private static final int HEAP = 512;
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param folder where its output goes
     */
    static Child start(Path folder, Class<?> main, String... arguments) throws IOException {
        var output = Files.createTempFile(folder, main.getSimpleName() + "-", ".txt");
        var process = JavaProcess.of(HEAP, main.getName(), List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var child = new Child(process, output);
        try {
            await(main.getSimpleName() + " is ready")
                    .atMost(READY_WITHIN)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("it has ended", () -> !process.isAlive())
                    .until(() -> child.ready().isPresent());
        } catch (RuntimeException | Error e) {
            child.kill();
            throw e;
        }
        return child;
    }

    /** What it says beside that it is ready; empty before. */
    Optional<String> ready() throws IOException {
        return Files.readString(output)
                .lines()
                .filter(line -> line.startsWith(READY))
                .map(line -> line.substring(READY.length()))
                .findFirst();
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
