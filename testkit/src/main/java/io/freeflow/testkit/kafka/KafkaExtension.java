package io.freeflow.testkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker, one for all test classes of a JVM, and a fresh namespace for each test. Use it as a static field:
 *
 * <pre>
 * &#64;RegisterExtension
 * static final KafkaExtension KAFKA = new KafkaExtension();
 * </pre>
 *
 * After each test the topics of its namespace are deleted. After the class it fails if a client is still running.
 */
public final class KafkaExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final AtomicInteger NAMESPACES = new AtomicInteger();
    private static final List<String> CLIENT_THREADS = List.of(
            "kafka-producer-network-thread", "kafka-admin-client-thread", "-StreamThread-", "consumer_background");

    private @Nullable Broker broker;
    private String namespace = "";
    private Set<String> threadsBefore = Set.of();

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(KafkaExtension.class))
                .computeIfAbsent(Broker.class, key -> Broker.start(), Broker.class);
        threadsBefore = clientThreads();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        namespace = "test" + NAMESPACES.incrementAndGet();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        broker().deleteTopics(namespace);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Awaitility.await("clients of " + context.getDisplayName() + " to be closed")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(clientThreads()).isSubsetOf(threadsBefore));
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return broker().embedded.bootstrapServers();
    }

    /** A prefix for the topics and groups of this test that no other test has. */
    public String namespace() {
        return namespace;
    }

    /** Creates a topic in this test's namespace and says its full name. */
    public String createTopic(String name, int partitions) {
        return createTopic(name, partitions, Map.of());
    }

    /** As {@link #createTopic(String, int)}, with settings of Kafka's. */
    public String createTopic(String name, int partitions, Map<String, String> settings) {
        var full = namespace + "." + name;
        broker().create(new NewTopic(full, partitions, (short) 1).configs(settings));
        return full;
    }

    private Broker broker() {
        if (broker == null) {
            throw new IllegalStateException("KafkaExtension must be a static field with @RegisterExtension");
        }
        return broker;
    }

    private static Set<String> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.contains(Broker.CLIENT_ID)
                        && CLIENT_THREADS.stream().anyMatch(name::contains))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Closed by JUnit when all tests of the JVM are done. */
    private static final class Broker implements AutoCloseable {
        static final String CLIENT_ID = "freeflow-testkit";

        final EmbeddedBroker embedded;
        private final Path folder;
        private final Admin admin;

        private Broker(EmbeddedBroker embedded, Path folder, Admin admin) {
            this.embedded = embedded;
            this.folder = folder;
            this.admin = admin;
        }

        static Broker start() {
            try {
                var folder = Files.createTempDirectory("freeflow-kafka");
                var embedded = EmbeddedBroker.start(folder, 0);
                var admin = Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        embedded.bootstrapServers(),
                        AdminClientConfig.CLIENT_ID_CONFIG,
                        CLIENT_ID));
                return new Broker(embedded, folder, admin);
            } catch (IOException e) {
                throw new IllegalStateException("the broker did not start", e);
            }
        }

        /** Returns when the broker lists the topic, which is a little after it has said that it is made. */
        void create(NewTopic topic) {
            try {
                admin.createTopics(List.of(topic)).all().get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("topic " + topic.name() + " was not created", e.getCause());
            }
            Awaitility.await("topic " + topic.name() + " to be listed")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> admin.listTopics().names().get().contains(topic.name()));
        }

        /** Deletes what is listed until nothing is: a broker lists topics a little after they were made or deleted. */
        void deleteTopics(String namespace) {
            Awaitility.await("topics of " + namespace + " to be deleted")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> deleteListed(namespace).isEmpty());
        }

        private List<String> deleteListed(String namespace) throws InterruptedException, ExecutionException {
            var listed = topicsOf(namespace);
            try {
                admin.deleteTopics(listed).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
            return listed;
        }

        private List<String> topicsOf(String namespace) throws InterruptedException, ExecutionException {
            return admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(namespace + "."))
                    .toList();
        }

        @Override
        public void close() throws IOException {
            admin.close();
            embedded.close();
            try (var paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
