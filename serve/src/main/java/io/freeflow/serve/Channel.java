package io.freeflow.serve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a WebSocket client can subscribe to, in the order of the welcome. */
enum Channel {
    TRAFFIC_DATA,
    PREDICTIONS,
    ALERTS,
    /** Sent to everyone, subscribed or not. */
    SYSTEM_STATUS,
    MAP;

    static final List<String> NAMES =
            Arrays.stream(values()).map(Channel::wireName).toList();

    String wireName() {
        return Wire.lower(this);
    }

    static Optional<Channel> find(String wireName) {
        return Arrays.stream(values())
                .filter(channel -> channel.wireName().equals(wireName))
                .findFirst();
    }
}
