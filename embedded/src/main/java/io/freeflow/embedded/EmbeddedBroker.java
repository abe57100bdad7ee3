package io.freeflow.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/**
 * A real Kafka broker and its controller in this process, on loopback. What it was given is still there at the next
 * start on the same folder, also after {@code kill -9}; a power cut may cost the last seconds.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param folder where its log lives; nobody else may use it meanwhile
     * @param port 0 for any free port, the same at the next start
     * @throws IOException if the folder cannot be written or the port is in use
     */
    public static EmbeddedBroker start(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        int chosen = Ports.choose(port, folder.resolve("port"));
        int controller = Ports.choose(0, folder.resolve("controller-port"));
        var log = folder.resolve("log");
        if (!Files.exists(log)) {
            format(folder.resolve("log.new"), log);
        }
        var server = new KafkaRaftServer(new KafkaConfig(properties(log, chosen, controller), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException | Error e) {
            server.shutdown();
            throw e;
        }
        return new EmbeddedBroker(server, chosen);
    }

    /** What clients connect to. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Formats beside the log and moves it there whole, so that a kill in between leaves nothing half made. */
    private static void format(Path fresh, Path log) throws IOException {
        FileTrees.delete(fresh);
        Files.createDirectories(fresh);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(fresh.toString()))
                    .setMetadataLogDirectory(fresh.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("could not format " + fresh, e);
        }
        Files.move(fresh, log, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<String, String> properties(Path log, int port, int controller) {
        var all = new HashMap<String, String>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        all.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("log.dirs", log.toString());
        all.put("auto.create.topics.enable", "false");

        // One broker: internal topics have one copy, and few partitions are files and memory saved.
        all.put("default.replication.factor", "1");
        all.put("offsets.topic.replication.factor", "1");
        all.put("offsets.topic.num.partitions", "4");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("transaction.state.log.num.partitions", "4");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.put("share.coordinator.state.topic.num.partitions", "1");

        // Quick starts: nobody else will join a group, and after kill -9 the controller refuses the new broker until
        // the session of the old one is over.
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("broker.session.timeout.ms", "5000");
        all.put("broker.heartbeat.interval.ms", "1000");
        // Whoever uses this broker ends what a killed process left open when it starts. The broker's own check must not
        // come before its partitions have leaders again: those without one would be left out, for good.
        all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "60000");
        all.put("controlled.shutdown.retry.backoff.ms", "100");

        // A laptop's worth of threads, buffers and preallocated index files.
        all.put("num.network.threads", "2");
        all.put("num.io.threads", "4");
        all.put("background.threads", "2");
        all.put("num.recovery.threads.per.data.dir", "2");
        all.put("log.cleaner.threads", "1");
        all.put("log.cleaner.dedupe.buffer.size", "4194304");
        all.put("log.cleaner.io.buffer.size", "262144");
        all.put("log.segment.bytes", "67108864");
        all.put("log.index.size.max.bytes", "1048576");
        return all;
    }
}
