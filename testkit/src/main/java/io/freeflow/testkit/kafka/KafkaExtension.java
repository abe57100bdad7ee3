package io.freeflow.testkit.kafka;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives test classes the one broker of this JVM. It starts with the first class that asks and stops after the last test.
 * Each test takes a {@link KafkaServer#newNamespace() namespace} of its own.
 *
 * {@snippet :
 * @RegisterExtension
 * static final KafkaExtension KAFKA = new KafkaExtension();
 * }
 */
public final class KafkaExtension implements BeforeAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(KafkaExtension.class);

    private @Nullable KafkaServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(KafkaServer.class, key -> KafkaServer.start(), KafkaServer.class);
    }

<<<<<<< HEAD
    public KafkaServer server() {
        if (server == null) {
            throw new IllegalStateException("register the extension in a static field");
=======
    @Override
    public void beforeEach(ExtensionContext context) {
        namespace = "test" + NAMESPACES.incrementAndGet();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
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

        void create(NewTopic topic) {
            try {
                admin.createTopics(List.of(topic)).all().get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("topic " + topic.name() + " was not created", e.getCause());
            }
        }

        /** Returns when the broker lists them no more, which is a little after it has said that they are deleted. */
        void deleteTopics(String namespace) throws InterruptedException, ExecutionException {
            try {
                admin.deleteTopics(topicsOf(namespace)).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
            Awaitility.await("topics of " + namespace + " to be deleted")
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> topicsOf(namespace).isEmpty());
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
>>>>>>> house
        }
        return server;
    }
}
