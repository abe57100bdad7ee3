package io.freeflow.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    Path folder;

    @Test
    void aFreePortIsTheSameAtTheNextStart() throws IOException {
        var file = folder.resolve("port");

        int first = Ports.choose(0, file);

        assertThat(Ports.choose(0, file)).isEqualTo(first);
    }

    @Test
    void aRememberedPortThatSomebodyElseHasIsReplaced() throws IOException {
        var file = folder.resolve("port");
        int first = Ports.choose(0, file);

        try (var _ = new ServerSocket(first, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int second = Ports.choose(0, file);

            assertThat(second).isNotEqualTo(first);
            assertThat(Ports.choose(0, file)).isEqualTo(second);
        }
    }

    @Test
    void aWantedPortThatSomebodyElseHasIsAnError() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> Ports.choose(taken.getLocalPort(), folder.resolve("port")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("port " + taken.getLocalPort() + " is in use by another program");
        }
    }

    @Test
    void anUnreadableMemoryIsForgotten() throws IOException {
        var file = folder.resolve("port");
        Files.writeString(file, "half a num");

        assertThat(Ports.choose(0, file)).isBetween(20_000, 32_000);
    }
}
