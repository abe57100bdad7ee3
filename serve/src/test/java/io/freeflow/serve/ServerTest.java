package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServerTest {

    @Test
    void aTakenPortIsSaidInWords() {
        var road = Road.of(1);

        try (var first = Running.on(road)) {
            var config = new ServeConfig("127.0.0.1", first.server.port(), 10, 10, Duration.ZERO);

            assertThatThrownBy(() -> Running.on(config, road))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + first.server.port())
                    .hasMessageContaining("serve.port");
        }
    }

    @Test
    void stopsWithinTwoSecondsWhileClientsListen() throws Exception {
        var server = Running.on(Road.of(1));
        var connection = server.connect();
        connection.subscribe("map");
        connection.next("map_update");

        long start = System.nanoTime();
        server.server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(connection.closed.get()).isEqualTo("1001 the server stops");
        server.close();
    }

    @Test
    void settingsOutOfBoundsAreNamed() {
        assertThatThrownBy(() -> new ServeConfig("127.0.0.1", 70_000, 1, 1, Duration.ZERO))
                .hasMessage("serve.port must be 0-65535, was 70000");
        assertThatThrownBy(() -> new ServeConfig("127.0.0.1", 1, 0, 1, Duration.ZERO))
                .hasMessage("serve.web-socket-connections must be 1-100000, was 0");
        assertThatThrownBy(() -> new ServeConfig("127.0.0.1", 1, 1, 1, Duration.ofMinutes(1)))
                .hasMessage("serve.push-interval must be 0-10 s, was PT1M");
    }
}
