package io.freeflow.serve;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A WebSocket client that keeps what it heard, and the map as the updates made it. */
final class Connection implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final Map<String, JsonNode> map = new LinkedHashMap<>();
    final CompletableFuture<String> closed = new CompletableFuture<>();
    private volatile boolean isDeaf;
    private @Nullable WebSocket socket;

    static Connection open(HttpClient http, URI uri) {
        var connection = new Connection();
        connection.socket =
                http.newWebSocketBuilder().buildAsync(uri, connection).join();
        return connection;
    }

    void say(String message) {
        socket().sendText(message, true).join();
    }

    void sayBytes(byte[] message) {
        socket().sendBinary(java.nio.ByteBuffer.wrap(message), true).join();
    }

    void subscribe(String channel) {
        say("{\"type\":\"subscribe\",\"subscription\":\"" + channel + "\"}");
    }

    /** The next message; fails when there is none for 5 s. */
    JsonNode next() {
        try {
            var message = heard.poll(5, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing was heard for 5 s");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next message of a type; others before it are dropped. */
    JsonNode next(String type) {
        while (true) {
            var message = next();
            if (message.path("type").asString("").equals(type)) {
                return message;
            }
        }
    }

    /** The map as all updates so far made it. */
    Map<String, JsonNode> map() {
        synchronized (map) {
            return new LinkedHashMap<>(map);
        }
    }

    boolean heardNothing() {
        return heard.isEmpty();
    }

    /** Stops reading from the socket, as a client does that cannot keep up. */
    void goDeaf() {
        isDeaf = true;
    }

    void listenAgain() {
        isDeaf = false;
        socket().request(1);
    }

    private WebSocket socket() {
        return java.util.Objects.requireNonNull(socket);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            var message = Running.JSON.readTree(partial.toString());
            partial.setLength(0);
            if (message.path("type").asString("").equals("map_update")) {
                synchronized (map) {
                    message.properties().forEach(property -> map.put(property.getKey(), property.getValue()));
                    map.remove("type");
                }
            }
            heard.add(message);
        }
        if (!isDeaf) {
            webSocket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket().abort();
    }
}
