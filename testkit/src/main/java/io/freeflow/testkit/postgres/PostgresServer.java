package io.freeflow.testkit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL process with a data directory of its own. It can be killed and started again on the same data. */
public final class PostgresServer implements AutoCloseable {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private final Path home;
    private final String durable;
    private final int port;
    private @Nullable EmbeddedPostgres running;
    private @Nullable Process watchdog;

    private PostgresServer(String durable) {
        this.durable = durable;
        try {
            this.home = Files.createTempDirectory("freeflow-postgres");
            launch(0);
            this.port = running().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /** Starts a server that is fast and may lose its data when the machine dies. */
    public static PostgresServer start() {
        return new PostgresServer("off");
    }

    /** Starts a server that waits for the disk at each commit, as in production. */
    public static PostgresServer startDurable() {
        return new PostgresServer("on");
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    public String user() {
        return "postgres";
    }

    /** The name of a schema that nobody has used yet. It is not created. */
    public String newSchema() {
        return "test_" + SCHEMAS.incrementAndGet();
    }

    /** Kills every process of the server at once, as a power cut would. */
    public void kill() {
        var postmaster = postmaster();
        var processes =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        stop();
    }

    /** Starts again on the data of before and the same port. */
    public void startAgain() {
        try {
            launch(port);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start again", e);
        }
    }

    /** Ends every connection of others, as a restart or an administrator would. */
    public void dropConnections() {
        try (var connection = DriverManager.getConnection(url(), user(), "");
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
        } catch (SQLException e) {
            throw new IllegalStateException("connections were not dropped", e);
        }
    }

    @Override
    public void close() {
        if (running != null) {
            stop();
        }
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("the data directory was not deleted", e);
        }
    }

    private void launch(int wantedPort) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", durable)
                .setServerConfig("synchronous_commit", durable);
        if (wantedPort != 0) {
            builder.setPort(wantedPort);
        }
        running = builder.start();
        watchdog = watch(postmaster().pid());
    }

    private void stop() {
        try {
            running().close();
            running = null;
            if (watchdog != null) {
                watchdog.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
    }

    private EmbeddedPostgres running() {
        if (running == null) {
            throw new IllegalStateException("PostgreSQL does not run");
        }
        return running;
    }

    private ProcessHandle postmaster() {
        try (var lines = Files.lines(home.resolve("data").resolve("postmaster.pid"))) {
            long pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not run", e);
        }
    }

    /** Stops the server when this JVM is gone, even killed: the pipe between them closes then. */
    private static Process watch(long pid) throws IOException {
        return new ProcessBuilder("sh", "-c", "cat >/dev/null; kill -INT " + pid).start();
    }
}
