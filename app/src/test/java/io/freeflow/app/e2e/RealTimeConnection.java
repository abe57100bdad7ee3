package io.freeflow.app.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A WebSocket client that keeps what it heard. */
final class RealTimeConnection implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    static RealTimeConnection open(HttpClient http, URI uri) {
        var connection = new RealTimeConnection();
        connection.socket =
                http.newWebSocketBuilder().buildAsync(uri, connection).join();
        return connection;
    }

    void subscribe(String channel) {
        socket().sendText("{\"type\":\"subscribe\",\"subscription\":\"" + channel + "\"}", true)
                .join();
    }

    /** The next message of a type that is as wanted; others before it are dropped. */
    JsonNode next(String type, Duration within, Predicate<JsonNode> wanted) throws InterruptedException {
        long giveUpAt = System.nanoTime() + within.toNanos();
        for (long left = within.toNanos(); left > 0; left = giveUpAt - System.nanoTime()) {
            var message = heard.poll(left, TimeUnit.NANOSECONDS);
            if (message != null && message.path("type").asString("").equals(type) && wanted.test(message)) {
                return message;
            }
        }
        throw new AssertionError("no such " + type + " was heard for " + within);
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            heard.add(Api.JSON.readTree(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket().abort();
    }
}
