package io.freeflow.feeds.mqtt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a broker, with the messages that came through it and were not taken yet: few, so that the broker waits for
 * us. A message is acknowledged through its own connection only, as numbers of messages mean nothing to the next one.
 */
final class MqttConnection implements AutoCloseable, MqttCallback {

    private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);
    /** Each message comes at least once. */
    private static final int QOS = 1;

    private static final int WAITING = 256;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final int CONNECT_SECONDS = 10;
    private static final long ANSWER_MILLIS = TimeUnit.SECONDS.toMillis(10);
    private static final long LOOK_MILLIS = 100;

    private final MqttAsyncClient client;
    private final BlockingQueue<Arrived> arrived = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean open = true;

    /** A message, by the broker's number. */
    record Arrived(int id, int qos, byte[] payload) {}

    private MqttConnection(MqttConfig config) throws MqttException {
        this.client = new MqttAsyncClient(config.url().toString(), config.clientId(), new MemoryPersistence());
    }

    /** Connects to the session that the broker keeps for us, and subscribes. */
    static MqttConnection open(MqttConfig config) throws MqttException {
        var connection = new MqttConnection(config);
        try {
            connection.subscribe(config);
            return connection;
        } catch (MqttException e) {
            connection.close();
            throw e;
        }
    }

    private void subscribe(MqttConfig config) throws MqttException {
        var options = new MqttConnectOptions();
        // Else each refusal is followed by a second try with the version before.
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS);
        if (!config.user().isEmpty()) {
            options.setUserName(config.user());
            options.setPassword(config.password().toCharArray());
        }
        client.setManualAcks(true);
        client.setCallback(this);
        client.connect(options).waitForCompletion(ANSWER_MILLIS);
        var filters = config.topics().toArray(String[]::new);
        var qos = new int[filters.length];
        Arrays.fill(qos, QOS);
        var granted = client.subscribe(filters, qos);
        granted.waitForCompletion(ANSWER_MILLIS);
        for (int one : granted.getGrantedQos()) {
            if (one != QOS) {
                throw new MqttException(new IllegalStateException("the broker does not let us subscribe to "
                        + config.topics() + " with quality 1, it granted " + Arrays.toString(granted.getGrantedQos())));
            }
        }
    }

    boolean isOpen() {
        return open && client.isConnected();
    }

    /** The next messages, none after a short while, until they have so many bytes together. */
    List<Arrived> await(int bytes) throws InterruptedException {
        var messages = new ArrayList<Arrived>();
        int length = 0;
        for (var next = arrived.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS); next != null; next = arrived.poll()) {
            messages.add(next);
            length += next.payload().length;
            if (length >= bytes) {
                break;
            }
        }
        return messages;
    }

    void acknowledge(Arrived message) {
        try {
            client.messageArrivedComplete(message.id(), message.qos());
        } catch (MqttException e) {
            // The broker sends it again.
            LOG.debug("message {} could not be acknowledged: {}", message.id(), e.toString());
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws InterruptedException {
        LOG.debug("{} bytes on {}", message.getPayload().length, topic);
        var one = new Arrived(message.getId(), message.getQos(), message.getPayload());
        boolean waits = true;
        while (waits && open) {
            waits = !arrived.offer(one, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
        LOG.debug("lost the connection", cause);
        open = false;
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        throw new UnsupportedOperationException("we publish nothing");
    }

    /** The broker keeps the session. */
    @Override
    public void close() {
        open = false;
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(LOOK_MILLIS, LOOK_MILLIS);
            }
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("the connection was closed already: {}", e.toString());
        }
    }
}
