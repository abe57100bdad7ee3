package io.freeflow.feeds.mqtt;

import io.freeflow.core.ingest.ReadingDoor;
import io.freeflow.core.ingest.ReadingDoor.LogAwayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a broker has for us to a door. A message is acknowledged once the log holds all its records, so what is under way
 * when Freeflow or the broker dies comes again, and the road finds what it has already. Connects again with growing
 * pauses. Runs on a thread of its own.
 */
public final class MqttSubscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MqttSubscription.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    /** So many bytes of messages are one transaction at most, but for the last message. */
    private static final int TOGETHER_BYTES = 4 << 20;

    private final MqttConfig config;
    private final ReadingDoor door;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile boolean connected;
    private volatile Optional<String> trouble = Optional.empty();

    private MqttSubscription(MqttConfig config, ReadingDoor door) {
        this.config = config;
        this.door = door;
        this.thread = Thread.ofPlatform().name("mqtt").unstarted(this::run);
    }

    /** Begins to subscribe; a broker that is away is no reason not to start. */
    public static MqttSubscription start(MqttConfig config, ReadingDoor door) {
        var subscription = new MqttSubscription(config, door);
        subscription.thread.start();
        return subscription;
    }

    /** What keeps it from taking messages at the moment. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** Such as {@code subscribed to [roads/+] at tcp://broker:1883}. */
    public String state() {
        return (connected ? "subscribed to " : "about to subscribe to ") + config.topics() + " at " + config.url();
    }

    private void run() {
        var pause = SHORTEST_PAUSE;
        while (!stopped) {
            try (var connection = MqttConnection.open(config)) {
                LOG.info("subscribed to {} at {}", config.topics(), config.url());
                trouble = Optional.empty();
                connected = true;
                pause = SHORTEST_PAUSE;
                while (!stopped && connection.isOpen()) {
                    pass(connection);
                }
                lost("the connection was lost");
            } catch (MqttSecurityException e) {
                // Who asks again at once is locked out by many a broker.
                pause = LONGEST_PAUSE;
                refused(e);
            } catch (MqttException e) {
                lost(reason(e));
            } catch (InterruptedException e) {
                stopped = true;
            }
            connected = false;
            pause = waitBeforeAnother(pause);
        }
    }

    private void lost(String why) {
        if (!stopped) {
            trouble = Optional.of("the MQTT broker " + config.url() + " is away: " + why);
            LOG.warn("{}, will try again", trouble.get());
        }
    }

    private void refused(MqttSecurityException problem) {
        var who = config.user().isEmpty() ? "us, as mqtt.user is empty" : "user '" + config.user() + "'";
        trouble = Optional.of("the MQTT broker " + config.url() + " refuses " + who + ": " + problem.getMessage()
                + "; mqtt.user and mqtt.password say who asks, again in " + LONGEST_PAUSE.toSeconds() + " s");
        LOG.warn("{}", trouble.get());
    }

    private static String reason(MqttException e) {
        return e.getCause() == null ? e.toString() : e + ": " + e.getCause().getMessage();
    }

    private void pass(MqttConnection connection) throws InterruptedException {
        var messages = connection.await(TOGETHER_BYTES);
        var records = new ArrayList<byte[]>();
        messages.forEach(message -> records.addAll(config.format().split(message.payload())));
        if (!records.isEmpty() && isTaken(records, connection)) {
            messages.forEach(connection::acknowledge);
        }
    }

    /** Returns once the log has them; false if we stop or the connection ends first, so that they come again. */
    private boolean isTaken(List<byte[]> records, MqttConnection connection) {
        var pause = SHORTEST_PAUSE;
        while (!stopped && connection.isOpen()) {
            try {
                door.take(records);
                trouble = Optional.empty();
                return true;
            } catch (LogAwayException e) {
                trouble = Optional.of(String.valueOf(e.getMessage()));
                LOG.warn("{}, will try again", e.getMessage());
                pause = waitBeforeAnother(pause);
            } catch (RuntimeException e) {
                // Such as a database that is away when a sensor joins: the log has the records, perhaps; they come
                // again.
                trouble = Optional.of("a message is not taken: " + e.getMessage());
                LOG.warn("cannot take {} records, will try again", records.size(), e);
                pause = waitBeforeAnother(pause);
            }
        }
        return false;
    }

    private Duration waitBeforeAnother(Duration pause) {
        if (!stopped) {
            LockSupport.parkNanos(this, pause.toNanos());
        }
        var next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    /** What was not acknowledged comes again with the next start. */
    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
                thread.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
