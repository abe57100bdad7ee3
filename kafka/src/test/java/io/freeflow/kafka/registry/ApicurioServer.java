package io.freeflow.kafka.registry;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A real Apicurio Registry as a child process, on free ports of the loopback, with its data in memory. */
final class ApicurioServer implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:[0-9]+)");

    private final Path output;
    private final Process process;
    private final Thread killer;
    private final URI url;

    private ApicurioServer() throws IOException {
        output = Files.createTempFile("freeflow-apicurio", ".txt");
        process = builder()
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        url = URI.create(awaitAddress() + "/apis/ccompat/v7/");
    }

    static ApicurioServer start() throws IOException {
        return new ApicurioServer();
    }

    /** Where Confluent's REST API is, with a slash at its end as people write it. */
    URI url() {
        return url;
    }

    private static ProcessBuilder builder() {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                home().resolve("quarkus-run.jar").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("APICURIO_"));
        builder.environment().put("APICURIO_STORAGE_KIND", "sql");
        builder.environment().put("APICURIO_STORAGE_SQL_KIND", "h2");
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        // Else it listens on every address.
        builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
        return builder;
    }

    private static Path home() {
        var folder = System.getProperty("freeflow.apicurio");
        if (folder == null || !Files.exists(Path.of(folder, "quarkus-run.jar"))) {
            throw new IllegalStateException("there is no Apicurio Registry in " + folder
                    + "; Maven unpacks it before integration tests: mvn verify -pl kafka -am");
        }
        return Path.of(folder);
    }

    private String awaitAddress() {
        return await("Apicurio's address")
                .atMost(READY_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .failFast("Apicurio ended early", () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("exit " + process.exitValue() + "\n" + said());
                    }
                })
                .until(this::address, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> address() {
        var matcher = ADDRESS.matcher(said());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(killer);
        Files.delete(output);
    }
}
