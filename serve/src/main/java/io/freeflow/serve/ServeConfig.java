package io.freeflow.serve;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import java.time.Duration;

/** Settings of the serve stage. Keys start with {@code serve.}. */
public record ServeConfig(
        @Doc("address to listen on; 0.0.0.0 opens the service to every network") @Default("127.0.0.1")
        String host,

        @Doc("port to listen on, 0 to 65535; 0 takes any free one") @Default("8080")
        int port,

        @Doc("open WebSocket connections, 1 to 100000; more are turned away") @Default("1000")
        int webSocketConnections,

        @Doc("pushes that wait for a slow WebSocket client, 1 to 10000; one more closes it") @Default("64")
        int webSocketWaiting,

        @Doc("shortest time between two provisional pushes, 0 to 10 s") @Default("PT0.1S")
        Duration pushInterval) {

    public ServeConfig {
        require("serve.port", port, 0, 65535);
        require("serve.web-socket-connections", webSocketConnections, 1, 100_000);
        require("serve.web-socket-waiting", webSocketWaiting, 1, 10_000);
        if (pushInterval.isNegative() || pushInterval.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("serve.push-interval must be 0-10 s, was " + pushInterval);
        }
    }

    private static void require(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " must be " + min + "-" + max + ", was " + value);
        }
    }
}
