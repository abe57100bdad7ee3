package io.freeflow.serve;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.StatusCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The WebSocket protocol of {@code /ws/real-time}: who is connected, and what each may say and hears. Thread-safe. */
final class RealTime {

    static final int MAX_MESSAGE_BYTES = 4096;

    private static final Duration PING_EVERY = Duration.ofSeconds(30);
    private static final Duration MAX_SILENCE = Duration.ofSeconds(60);

    private final ServeConfig config;
    private final Clock clock;
    private final Health health;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<Channel, Instant> lastBroadcasts = new EnumMap<>(Channel.class);
    private Subscriptions subscriptions = (client, channel, confirmation) -> client.subscribe(channel);

    RealTime(ServeConfig config, Clock clock, Health health, MeterRegistry metrics) {
        this.config = config;
        this.clock = clock;
        this.health = health;
        metrics.gaugeMapSize("serve.websocket.clients", List.of(), clients);
    }

    /** Subscribes a client and sends it the confirmation. */
    interface Subscriptions {
        void subscribe(Client client, Channel channel, String confirmation);
    }

    /** Names who subscribes clients; before the first connection. */
    void subscribeBy(Subscriptions who) {
        subscriptions = who;
    }

    void endpoint(WsConfig ws) {
        ws.onConnect(this::connect);
        ws.onMessage(this::hear);
        ws.onBinaryMessage(context -> find(context).ifPresent(client -> {
            client.heard(clock.instant());
            client.send(error("messages must be text, was binary"));
        }));
        ws.onClose(context -> clients.remove(context.sessionId()));
        ws.onError(context -> clients.remove(context.sessionId()));
    }

    private void connect(WsContext context) {
        var client = new Client(context.sessionId(), context.session, config.webSocketWaiting(), clock.instant());
        synchronized (clients) {
            if (clients.size() >= config.webSocketConnections()) {
                context.session.close(
                        StatusCode.TRY_AGAIN_LATER,
                        "all " + config.webSocketConnections() + " connections are taken",
                        Callback.NOOP);
                return;
            }
            clients.put(client.id(), client);
        }
        client.send(message(
                "welcome",
                json -> json.text("connection_id", client.id())
                        .time("timestamp", clock.instant())
                        .texts("available_subscriptions", Channel.NAMES)));
    }

    private void hear(WsMessageContext context) {
        find(context).ifPresent(client -> {
            client.heard(clock.instant());
            try {
                answer(client, Json.READER.readTree(context.message()));
            } catch (JacksonException e) {
                client.send(error("not JSON: " + e.getOriginalMessage()));
            }
        });
    }

    private void answer(Client client, JsonNode message) {
        var type = message.path("type");
        if (!type.isString()) {
            client.send(error("a message must be an object with a text 'type'"));
            return;
        }
        switch (type.stringValue()) {
            case "subscribe" ->
                channel(client, message)
                        .ifPresent(channel -> subscriptions.subscribe(
                                client, channel, confirmation("subscription_confirmed", channel)));
            case "unsubscribe" ->
                channel(client, message).ifPresent(channel -> {
                    client.unsubscribe(channel);
                    client.send(confirmation("unsubscription_confirmed", channel));
                });
            case "get_status" -> client.send(status(client));
            case "pong" -> {}
            default ->
                client.send(error("unknown type '" + Parameters.shown(type.stringValue())
                        + "'; known are subscribe, unsubscribe, pong, get_status"));
        }
    }

    private Optional<Channel> channel(Client client, JsonNode message) {
        var name = message.path("subscription");
        var channel = name.isString() ? Channel.find(name.stringValue()) : Optional.<Channel>empty();
        if (channel.isEmpty()) {
            client.send(error("unknown subscription '" + Parameters.shown(name.asString("")) + "'; known are "
                    + String.join(", ", Channel.NAMES)));
        }
        return channel;
    }

    private String status(Client client) {
        return message(
                "status_response",
                json -> json.object("status", status -> {
                    status.text("status", health.status())
                            .number("active_connections", clients.size())
                            .texts(
                                    "subscriptions",
                                    client.channels().stream()
                                            .map(Channel::wireName)
                                            .toList());
                    synchronized (lastBroadcasts) {
                        status.object(
                                "last_broadcasts",
                                times -> lastBroadcasts.forEach((channel, at) -> times.time(channel.wireName(), at)));
                    }
                }));
    }

    Collection<Client> clients() {
        return clients.values();
    }

    boolean hasSubscribers() {
        return clients.values().stream().anyMatch(client -> !client.channels().isEmpty());
    }

    /** Sends a push to all subscribers of a channel; it was encoded once. */
    void push(Channel channel, List<String> messages) {
        if (messages.isEmpty()) {
            return;
        }
        broadcast(channel);
        for (Client client : clients.values()) {
            if (client.isSubscribed(channel)) {
                client.send(messages);
            }
        }
    }

    void show(MapView view) {
        broadcast(Channel.MAP);
        clients.values().forEach(client -> client.show(view));
    }

    void systemStatus(String status) {
        var message =
                message("system_status", json -> json.text("status", status).time("timestamp", clock.instant()));
        broadcast(Channel.SYSTEM_STATUS);
        clients.values().forEach(client -> client.send(message));
    }

    private void broadcast(Channel channel) {
        synchronized (lastBroadcasts) {
            lastBroadcasts.put(channel, clock.instant());
        }
    }

    /** Pings who was not pinged for 30 s, and closes who was silent for 60 s. */
    void beat(Instant now) {
        if (clients.isEmpty()) {
            return;
        }
        var ping = message("ping", json -> json.time("timestamp", now));
        clients.values().removeIf(Client::isOverdue);
        for (Client client : clients.values()) {
            if (!client.heardAt().plus(MAX_SILENCE).isAfter(now)) {
                client.close(StatusCode.POLICY_VIOLATION, "silent for " + MAX_SILENCE.toSeconds() + " s");
            } else if (!client.pingedAt().plus(PING_EVERY).isAfter(now)) {
                client.pinged(now);
                client.send(ping);
            }
        }
    }

    void close() {
        clients.values().forEach(client -> client.close(StatusCode.SHUTDOWN, "the server stops"));
    }

    private Optional<Client> find(WsContext context) {
        return Optional.ofNullable(clients.get(context.sessionId()));
    }

    static String message(String type, Consumer<Json> members) {
        return Json.object(json -> members.accept(json.text("type", type)));
    }

    private static String confirmation(String type, Channel channel) {
        return message(type, json -> json.text("subscription", channel.wireName()));
    }

    private static String error(String message) {
        return message("error", json -> json.text("message", message));
    }
}
