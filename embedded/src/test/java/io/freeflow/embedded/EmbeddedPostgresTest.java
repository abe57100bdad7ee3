package io.freeflow.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    @Test
    void whatWasCommittedIsThereAfterARestartAtTheSameAddress() throws Exception {
        String url;
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            url = postgres.url();
            run(postgres, "CREATE TABLE readings (speed_mph int)");
            run(postgres, "INSERT INTO readings VALUES (52)");
        }

        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(postgres.url()).isEqualTo(url);
            assertThat(ask(postgres, "SELECT speed_mph FROM readings")).containsExactly("52");
        }
    }

    @Test
    void aCommitIsDurableAndTheDoorIsLocked() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            assertThat(ask(postgres, "SHOW fsync")).containsExactly("on");
            assertThat(ask(postgres, "SHOW synchronous_commit")).containsExactly("on");
            assertThat(ask(postgres, "SHOW full_page_writes")).containsExactly("on");
            assertThat(ask(postgres, "SHOW data_checksums")).containsExactly("on");
            assertThat(ask(postgres, "SHOW server_encoding")).containsExactly("UTF8");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), postgres.user(), "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aKilledServerComesBackAtTheSameAddressWithAllThatWasCommitted() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            run(postgres, "CREATE TABLE killed (speed_mph int)");
            for (int kill = 1; kill <= 2; kill++) {
                run(postgres, "INSERT INTO killed VALUES (" + kill + ")");
                var postmaster = postmaster();

                postmaster.destroyForcibly();

                await().until(() -> postgres.trouble().isPresent());
                await().atMost(SOON).until(() -> postgres.trouble().isEmpty());
                assertThat(postmaster()).isNotEqualTo(postmaster);
                assertThat(ask(postgres, "SELECT count(*) FROM killed")).containsExactly(Integer.toString(kill));
            }
        }
    }

    @Test
    void aStoppedServerStaysAway() throws Exception {
        var postgres = EmbeddedPostgres.start(folder, 0);
        var postmaster = postmaster();

        postgres.close();

        await().until(() -> !postmaster.isAlive());
        assertThat(PostgresServer.find(folder.resolve("data"))).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .as("nobody starts it again")
                .noneMatch(thread -> thread.getName().equals("postgres-watch"));
    }

    @Test
    void aServerThatIsKilledAndDoesNotStartIsTold() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder, 0)) {
            var settings = folder.resolve("data/freeflow.conf");
            var good = Files.readString(settings);
            Files.writeString(settings, "port = nowhere\n");
            postmaster().destroyForcibly();

            await().atMost(SOON).until(() -> postgres.trouble().orElse("").contains("does not start"));
            Files.writeString(settings, good);

            await().atMost(SOON).until(() -> postgres.trouble().isEmpty());
            assertThat(ask(postgres, "SELECT 1")).containsExactly("1");
        }
    }

    private static ProcessHandle postmaster() throws IOException {
        return PostgresServer.find(folder.resolve("data")).orElseThrow();
    }

    @Test
    void aWantedPortThatSomebodyElseHasIsAnError() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is in use");
        }
    }

    static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
