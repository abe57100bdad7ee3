package io.freeflow.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that runs a broker and a database, as {@code kill -9} does, and goes on in its folder. */
@Timeout(300)
class KilledTest {

    @TempDir
    Path parent;

    @Test
    void whatAKilledProcessCommittedIsThereForTheNext() throws Exception {
        var path = parent.resolve("data");
        var victim = start(path.toString(), "broker");
        long postmaster;
        try {
            assertThatThrownBy(() -> DataFolder.open(path)).hasMessageContaining("process " + victim.pid());
            postmaster = Long.parseLong(Files.readAllLines(path.resolve("postgres/data/postmaster.pid"))
                    .getFirst());
        } finally {
            victim.destroyForcibly().waitFor();
        }

        try (var folder = DataFolder.open(path);
                var postgres = EmbeddedPostgres.start(folder.postgres(), 0);
                var broker = EmbeddedBroker.start(folder.kafka(), 0)) {
            assertThat(ProcessHandle.of(postmaster))
                    .as("the postmaster left behind")
                    .isEmpty();
            assertThat(EmbeddedPostgresTest.ask(postgres, "SELECT speed_mph FROM readings"))
                    .containsExactly("52");
            EmbeddedBrokerTest.commit(broker.bootstrapServers(), "A 54");
            assertThat(EmbeddedBrokerTest.read(broker.bootstrapServers(), 2)).containsExactly("A 52", "A 54");
        }
    }

    @Test
    void aResetStopsTheDatabaseThatAKilledProcessLeftBehind() throws Exception {
        var path = parent.resolve("data");
        start(path.toString()).destroyForcibly().waitFor();

        try (var folder = DataFolder.open(path)) {
            folder.reset();

            assertThat(folder.postgres()).doesNotExist();
            try (var postgres = EmbeddedPostgres.start(folder.postgres(), 0)) {
                assertThat(EmbeddedPostgresTest.ask(
                                postgres, "SELECT count(*) FROM pg_tables WHERE tablename = 'readings'"))
                        .containsExactly("0");
            }
        }
    }

    private static Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new BufferedReader(process.inputReader());
        assertThat(said.lines().anyMatch("ready"::equals))
                .as("the process got ready")
                .isTrue();
        return process;
    }
}
