package io.freeflow.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freeflow.embedded.EmbeddedPostgres;
import io.freeflow.testkit.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@code freeflow demo} as a child process with a data folder of its own. What it prints is kept beside that folder. */
final class DemoProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Path folder;
    private final Path output;
    private final Process process;

    private DemoProcess(Path folder, Path output, Process process) {
        this.folder = folder;
        this.output = output;
        this.process = process;
    }

    /** Starts it on a data folder, which may hold the data of an earlier start. */
    static DemoProcess start(Path folder, List<String> options) throws IOException {
        return start("demo", folder, options);
    }

    /** Starts another word that takes a data folder. */
    static DemoProcess start(String word, Path folder, List<String> options) throws IOException {
        var arguments = new ArrayList<>(List.of(word, "--data-dir", folder.toString()));
        arguments.addAll(options);
        var parent = folder.toAbsolutePath().getParent();
        var output = Files.createTempFile(parent, "output-", ".txt");
        var builder = JavaProcess.of(768, "io.freeflow.app.Main", arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FREEFLOW_"));
        return new DemoProcess(folder, output, builder.start());
    }

    static DemoProcess start(Path folder, String... options) throws IOException {
        return start(folder, List.of(options));
    }

    /** Waits for its last line, the address of its pages. */
    Api api() {
        return new Api(awaitLine("http://localhost:"));
    }

    /** Waits for a line that begins so. */
    String awaitLine(String begin) {
        return await("a line '" + begin + "…'")
                .atMost(READY_WITHIN)
                .pollInterval(GLANCE)
                .failFast("it ended early", () -> {
                    if (!process.isAlive() && lines(begin).isEmpty()) {
                        throw new AssertionError("exit " + process.exitValue() + "\n" + output());
                    }
                })
                .until(() -> lines(begin), found -> !found.isEmpty())
                .getFirst();
    }

    private List<String> lines(String begin) {
        return output().lines().filter(line -> line.startsWith(begin)).toList();
    }

    /** All it has printed so far. */
    String output() {
        try {
            return new String(Files.readAllBytes(output), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it run for a while; false when it ended meanwhile. */
    boolean runs(Duration howLong) throws InterruptedException {
        return !process.waitFor(howLong.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for its end and gives its exit code. */
    int exit(Duration within) throws InterruptedException {
        boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(ended).as("it ends within %s; it said\n%s", within, output()).isTrue();
        return process.exitValue();
    }

    /** {@code kill -9}: its database stays behind. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, as Ctrl-C is to the program. */
    void terminate() {
        process.destroy();
    }

    /** The database server of the folder, by the number that it wrote there itself. */
    ProcessHandle postmaster() throws IOException {
        var pid = Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Fails with what the process has said. */
    <T> T saying(Supplier<T> action) {
        try {
            return action.get();
        } catch (RuntimeException | AssertionError e) {
            e.addSuppressed(new AssertionError("the process " + (isAlive() ? "lives" : "has ended") + " and said\n"
                    + output() + "\n" + logTail()));
            throw e;
        }
    }

    private String logTail() {
        var log = folder.resolve("logs/freeflow.log");
        try {
            var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return log + " cannot be read: " + e.getMessage();
        }
    }

    /** Kills it if it still runs, and stops the database that it then leaves behind in its folder. */
    @Override
    public void close() throws IOException {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        EmbeddedPostgres.stopLeftOver(folder.resolve("postgres"));
    }
}
