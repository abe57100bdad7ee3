package io.freeflow.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A real MQTT broker of this process, that keeps sessions in a folder when it is stopped. */
final class MqttBroker implements AutoCloseable {

    private final Properties properties = new Properties();
    private final int port;
    private Server server = new Server();

    private MqttBroker(Path folder, int port) {
        this.port = port;
        properties.setProperty("host", "127.0.0.1");
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("allow_anonymous", "true");
        properties.setProperty("data_path", folder.toString());
        properties.setProperty("persistence_enabled", "true");
        properties.setProperty("telemetry_enabled", "false");
        properties.setProperty("netty.mqtt.message_size", Integer.toString(4 << 20));
    }

    static MqttBroker start(Path folder) throws IOException {
        Files.createDirectories(folder);
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var broker = new MqttBroker(folder, free);
        broker.start();
        return broker;
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    void start() throws IOException {
        server = new Server();
        server.startServer(new MemoryConfig(properties));
    }

    void stop() {
        server.stopServer();
    }

    /** Returns once the broker has them. */
    void publish(String topic, String... messages) throws MqttException {
        try (var client = new MqttClient(url(), "publisher", new MemoryPersistence())) {
            client.connect();
            for (String message : messages) {
                client.publish(topic, message.getBytes(UTF_8), 1, false);
            }
            client.disconnect();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
