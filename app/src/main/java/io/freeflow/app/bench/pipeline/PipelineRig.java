package io.freeflow.app.bench.pipeline;

import io.freeflow.kafka.KafkaConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A broker, the competitors that wait for their turn, and the readings that they get. */
final class PipelineRig implements AutoCloseable {

    private static final int BROKER_HEAP = 768;
    private static final int COPY_HEAP = 96;

    private final Path folder;
    private final Child broker;
    private final String bootstrapServers;
    private final BenchLog log;
    private final Map<Competitor, Child> children = new EnumMap<>(Competitor.class);
    private int namespaces;

    private PipelineRig(Path folder, NestedReadings readings) throws IOException {
        this.folder = folder;
        this.broker = Child.java(
                BrokerChild.class,
                BROKER_HEAP,
                folder,
                List.of(folder.resolve("kafka").toString()));
        this.bootstrapServers = broker.answer();
        this.log = new BenchLog(RoadChild.settings().get(KafkaConfig.class).with(bootstrapServers, ""), readings);
    }

    /**
     * Starts all.
     *
     * @param folder of the broker's log and of what the processes say
     * @param heap of ours, MiB
     */
    static PipelineRig start(Path folder, NestedReadings readings, int heap, Set<Competitor> who) throws IOException {
        var rig = new PipelineRig(folder, readings);
        try {
            for (Competitor competitor : who) {
                var child = rig.child(competitor, heap);
                rig.children.put(competitor, child);
                child.answer();
            }
        } catch (IOException | RuntimeException e) {
            rig.close();
            throw e;
        }
        return rig;
    }

    private Child child(Competitor competitor, int heap) throws IOException {
        return switch (competitor) {
            case OURS ->
                Child.java(
                        RoadChild.class,
                        heap,
                        folder,
                        List.of(
                                bootstrapServers,
                                Integer.toString(log.readings().sensors()),
                                folder.resolve("state").toString()));
            case COPY -> Child.java(CopyChild.class, COPY_HEAP, folder, List.of(bootstrapServers));
            case KAFKAJS_EACH, KAFKAJS_BATCH ->
                Child.start(
                        competitor.word(),
                        Peers.folder(),
                        folder,
                        List.of("node", "peer.mjs", competitor.word(), bootstrapServers));
        };
    }

    /** Lets all take the same readings, one after the other. */
    Map<Competitor, Throughput> round(long count, Duration cap) throws InterruptedException {
        var namespace = "round-" + namespaces++;
        log.create(namespace);
        long records = log.fill(namespace, count);
        var results = new EnumMap<Competitor, Throughput>(Competitor.class);
        for (var entry : children.entrySet()) {
            results.put(
                    entry.getKey(),
                    Throughput.measure(log, namespace, entry.getKey(), entry.getValue(), records, count, cap));
        }
        log.delete(namespace);
        return results;
    }

    /** Lets one take readings at a rate. */
    Latency latency(Competitor competitor, int rate, Duration warmUp, Duration measured) throws InterruptedException {
        var namespace = "rate-" + namespaces++;
        log.create(namespace);
        var latency = Latency.measure(log, namespace, competitor, childOf(competitor), rate, warmUp, measured);
        log.delete(namespace);
        return latency;
    }

    /** The most memory that a competitor has held so far, MiB. */
    double peakMebibytes(Competitor competitor) {
        return childOf(competitor).peakMebibytes();
    }

    private Child childOf(Competitor competitor) {
        return Objects.requireNonNull(children.get(competitor), "takes no part");
    }

    @Override
    public void close() {
        children.values().forEach(Child::close);
        log.close();
        broker.close();
    }
}
