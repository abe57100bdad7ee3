package io.freeflow.app.bench.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that is measured. It is told what to do a line at a time and answers each with a line that begins with {@code
 * ok}; it ends when its input does. What it says beside that goes to a file.
 */
final class Child implements AutoCloseable {

    static final String OK = "ok";

    /** The unit of CPU times in /proc, on every Linux that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader(UTF_8);
        this.orders = process.outputWriter(UTF_8);
        this.log = log;
    }

    /** Starts a command in a folder; its errors go to a file of that name. */
    static Child start(String name, Path folder, Path logs, List<String> command) throws IOException {
        var log = logs.resolve(name + ".log");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(log.toFile());
        // As the launcher has it.
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        return new Child(name, builder.start(), log);
    }

    /** Starts one of our main classes, with a heap of so many MiB and the flags of {@code ./freeflow}. */
    static Child java(Class<?> main, int heap, Path logs, List<String> arguments) throws IOException {
        var command = Stream.of(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()),
                arguments);
        return start(
                main.getSimpleName(),
                Path.of("").toAbsolutePath(),
                logs,
                command.flatMap(List::stream).toList());
    }

    /** Tells it a thing and waits for its answer: what follows the word ok. */
    String tell(String... words) {
        try {
            orders.write(String.join(" ", words) + "\n");
            orders.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not listen; see " + log, e);
        }
    }

    /** Waits for its next answer. Lines before it are its own affair. */
    String answer() {
        var others = new ArrayList<String>();
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.equals(OK) || line.startsWith(OK + " ")) {
                    return line.substring(OK.length()).strip();
                }
                others.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(name + " ended early; see " + log + " " + String.join("\n", others));
    }

    /** The CPU time that all its threads have used, seconds; {@code NaN} where there is no /proc. */
    double cpuSeconds() {
        try {
            var stat = Files.readString(proc("stat"));
            // Behind the name, which may have blanks, in brackets.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** The most memory that it ever held at once, MiB resident; {@code NaN} where there is no /proc. */
    double peakMebibytes() {
        try (var lines = Files.lines(proc("status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
