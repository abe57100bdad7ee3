package io.freeflow.app.demo;

import io.freeflow.feeds.mqtt.MqttConfig;
import io.freeflow.feeds.mqtt.MqttSubscription;
import java.util.Optional;

/** What an MQTT broker has for us, on the way that pushed readings take. */
final class MqttDoor implements AutoCloseable {

    private final PushedReadings door;
    private final MqttSubscription subscription;

    MqttDoor(MqttConfig config, PushedReadings door) {
        this.door = door;
        this.subscription = MqttSubscription.start(config, door);
    }

    Optional<String> trouble() {
        return subscription.trouble();
    }

    String state() {
        return subscription.state();
    }

    @Override
    public void close() {
        subscription.close();
        door.close();
    }
}
