package io.freeflow.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process of a data folder, which its own {@code postmaster.pid} names, whoever started it.
 *
 * @param data its data folder
 * @param log what it says
 */
record PostgresServer(PostgresCommands commands, Path data, Path log) {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final int LINES_SAID = 10;

    /** Starts it and waits until it answers. One that a killed process left behind is stopped first, never shared. */
    void start() throws IOException {
        stopLeftOver();
        try {
            commands.run("pg_ctl", "start", "-s", "-w", "-t", "60", "-D", data.toString(), "-l", log.toString());
        } catch (IOException e) {
            throw new IOException(e.getMessage() + said(), e);
        }
    }

    /** Ends all connections, writes everything down and stops. */
    void stop() throws IOException {
        commands.run("pg_ctl", "stop", "-s", "-w", "-t", "60", "-m", "fast", "-D", data.toString());
    }

    /** Stops the one that a killed process left behind, if there is one. */
    void stopLeftOver() throws IOException {
        if (find(data).isPresent()) {
            LOG.info("stopping the PostgreSQL that a killed process left behind in {}", data);
            stop();
        } else {
            // Its number may meanwhile be another program's, for which PostgreSQL would wait in vain.
            Files.deleteIfExists(pidFile(data));
        }
    }

    /** The running server of a data folder. */
    static Optional<ProcessHandle> find(Path data) throws IOException {
        if (!Files.exists(pidFile(data))) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(pidFile(data));
        if (lines.isEmpty() || !lines.getFirst().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.contains("postgres"))
                        .orElse(false));
    }

    private static Path pidFile(Path data) {
        return data.resolve("postmaster.pid");
    }

    private String said() throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log);
        return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SAID), lines.size()));
    }
}
