package io.freeflow.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL as a child of this process, on loopback and behind a password that only the folder knows. What was
 * committed is still there at the next start on the same folder, also after {@code kill -9} or a power cut. If the server
 * ends without being asked to, it is started again at the same address.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String USER = "freeflow";
    private static final String DATABASE = "freeflow";

    private final PostgresServer server;
    private final PostgresWatch watch;
    private final int port;
    private final String password;

    private EmbeddedPostgres(PostgresServer server, int port, String password) {
        this.server = server;
        this.watch = new PostgresWatch(server);
        this.port = port;
        this.password = password;
    }

    /**
     * Starts PostgreSQL and waits until it answers. A server that a killed process left behind in the folder is stopped
     * first, never shared.
     *
     * @param folder where its files and data live; nobody else may use it meanwhile
     * @param port 0 for any free port, the same at the next start
     * @throws IOException with what PostgreSQL said, if it does not start
     */
    public static EmbeddedPostgres start(Path folder, int port) throws IOException {
        var home = folder.toAbsolutePath();
        Files.createDirectories(home);
        var commands = PostgresCommands.in(home);
        var data = home.resolve("data");
        var password = password(home.resolve("password"));
        if (!Files.exists(data)) {
            create(commands, home);
        }
        var server = server(commands, home);
        server.stopLeftOver();
        int chosen = Ports.choose(port, home.resolve("port"));
        Files.writeString(data.resolve("freeflow.conf"), settings(chosen));
        Files.deleteIfExists(server.log());
        commands.own(home);
        server.start();
        return new EmbeddedPostgres(server, chosen, password);
    }

    /** Stops the server that a killed process left behind in a folder, if there is one. */
    public static void stopLeftOver(Path folder) throws IOException {
        var home = folder.toAbsolutePath();
        if (PostgresServer.find(home.resolve("data")).isPresent()) {
            server(PostgresCommands.in(home), home).stopLeftOver();
        }
    }

    private static PostgresServer server(PostgresCommands commands, Path home) {
        return new PostgresServer(commands, home.resolve("data"), home.resolve("postgres.log"));
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    /** Why it does not run at the moment: it has ended and is being started again. */
    public Optional<String> trouble() {
        return watch.trouble();
    }

    /** Ends all connections, writes everything down and stops. */
    @Override
    public void close() {
        watch.close();
        try {
            server.stop();
        } catch (IOException e) {
            LOG.warn("PostgreSQL did not stop: {}", e.getMessage());
        }
    }

    /** Creates beside the data and moves them there whole, so that a kill in between leaves nothing half made. */
    private static void create(PostgresCommands commands, Path home) throws IOException {
        var fresh = home.resolve("data.new");
        FileTrees.delete(fresh);
        commands.own(home);
        // Text sorts by code point, the same on every machine.
        commands.run(
                "initdb",
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--pwfile=" + home.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        Files.writeString(fresh.resolve("postgresql.conf"), "\ninclude 'freeflow.conf'\n", StandardOpenOption.APPEND);
        Files.writeString(fresh.resolve("freeflow.conf"), settings(5432));
        commands.own(fresh);
        commands.runWith("CREATE DATABASE " + DATABASE, "postgres", "--single", "-D", fresh.toString(), "postgres");
        Files.move(fresh, home.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String settings(int port) {
        return """
                # Written at every start.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_min_messages = warning

                # A commit is on disk before it is reported.
                fsync = on
                synchronous_commit = on
                full_page_writes = on

                # One server, no replica, little memory and few processes.
                wal_level = minimal
                max_wal_senders = 0
                max_wal_size = 512MB
                min_wal_size = 64MB
                shared_buffers = 64MB
                work_mem = 8MB
                maintenance_work_mem = 32MB
                effective_cache_size = 512MB
                max_connections = 40
                max_worker_processes = 4
                max_parallel_workers = 2
                autovacuum_max_workers = 2
                io_method = sync
                jit = off
                """.formatted(port);
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            var bytes = new byte[16];
            new SecureRandom().nextBytes(bytes);
            var fresh = file.resolveSibling("password.new");
            Files.writeString(fresh, HexFormat.of().formatHex(bytes), StandardCharsets.US_ASCII);
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}
