package io.freeflow.testkit.kafka;

import io.freeflow.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real broker with a folder of its own. It can be stopped and started again on the same data. */
public final class KafkaServer implements AutoCloseable {

    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final Path home;
    private final String bootstrapServers;
    private @Nullable EmbeddedBroker broker;

    private KafkaServer() {
        try {
            home = Files.createTempDirectory("freeflow-kafka");
            EmbeddedBroker started = EmbeddedBroker.start(home, 0);
            broker = started;
            bootstrapServers = started.bootstrapServers();
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka does not start", e);
        }
    }

    public static KafkaServer start() {
        return new KafkaServer();
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** A prefix of topics and groups that nobody has used yet. */
    public String newNamespace() {
        return "test-" + NAMESPACES.incrementAndGet();
    }

    public void stop() {
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    /** Starts again on the data of before and the same port. */
    public void startAgain() {
        try {
            broker = EmbeddedBroker.start(home, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka does not start again", e);
        }
    }

    @Override
    public void close() {
        stop();
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + home, e);
        }
    }
}
