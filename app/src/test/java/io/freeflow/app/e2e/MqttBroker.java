package io.freeflow.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A real MQTT broker of this process, that keeps sessions in a folder when it is stopped. */
final class MqttBroker implements AutoCloseable {

    private final Properties properties = new Properties();
    private final String url;
    private final Optional<Account> account;
    private final AtomicInteger refusals = new AtomicInteger();
    private Server server = new Server();

    /** Who may connect. */
    record Account(String user, String password) {}

    private MqttBroker(Path folder, String url, Optional<Account> account) throws IOException {
        this.url = url;
        this.account = account;
        Files.createDirectories(folder);
        properties.setProperty("host", "127.0.0.1");
        properties.setProperty("allow_anonymous", Boolean.toString(account.isEmpty()));
        properties.setProperty("data_path", folder.toString());
        properties.setProperty("persistence_enabled", "true");
        properties.setProperty("telemetry_enabled", "false");
        properties.setProperty("netty.mqtt.message_size", Integer.toString(4 << 20));
    }

    static MqttBroker start(Path folder) throws IOException {
        int port = freePort();
        var broker = new MqttBroker(folder, "tcp://127.0.0.1:" + port, Optional.empty());
        broker.properties.setProperty("port", Integer.toString(port));
        broker.start();
        return broker;
    }

    /**
     * Over TLS, for one account.
     *
     * @param keys a PKCS #12 store with the broker's key
     * @param password of the store and its key
     */
    static MqttBroker startSecured(Path folder, Path keys, String password, Account account) throws IOException {
        int port = freePort();
        var broker = new MqttBroker(folder, "ssl://127.0.0.1:" + port, Optional.of(account));
        broker.properties.setProperty("port", "disabled");
        broker.properties.setProperty("ssl_port", Integer.toString(port));
        broker.properties.setProperty("jks_path", keys.toString());
        broker.properties.setProperty("key_store_type", "pkcs12");
        broker.properties.setProperty("key_store_password", password);
        broker.properties.setProperty("key_manager_password", password);
        broker.start();
        return broker;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return url;
    }

    /** How often somebody came with a wrong password. */
    int refusals() {
        return refusals.get();
    }

    void start() throws IOException {
        server = new Server();
        server.startServer(
                new MemoryConfig(properties), List.of(), null, account.isEmpty() ? null : this::isKnown, null);
    }

    private boolean isKnown(String clientId, String user, byte[] password) {
        boolean known = account.orElseThrow().equals(new Account(user, new String(password, UTF_8)));
        if (!known) {
            refusals.incrementAndGet();
        }
        return known;
    }

    void stop() {
        server.stopServer();
    }

    /** Returns once the broker has them. */
    void publish(String topic, String... messages) throws MqttException {
        try (var client = new MqttClient(url(), "publisher", new MemoryPersistence())) {
            var options = new MqttConnectOptions();
            account.ifPresent(known -> {
                options.setUserName(known.user());
                options.setPassword(known.password().toCharArray());
            });
            client.connect(options);
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
