package io.freeflow.kafka.topology;

import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running topology. */
public final class Road implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Road.class);
    /** How many records the road's consumers take at once, at most. */
    public static final int RECORDS_A_POLL = 1_000;

    /** How many bytes the road's consumers take at once, at most: what waits in memory when there is much to catch up. */
    private static final int A_FETCH = 1 << 20;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);

    private final KafkaStreams streams;
    private final AtomicInteger replacedThreads;
    private final AtomicReference<Optional<String>> trouble;

    private Road(KafkaStreams streams, AtomicInteger replacedThreads, AtomicReference<Optional<String>> trouble) {
        this.streams = streams;
        this.replacedThreads = replacedThreads;
        this.trouble = trouble;
    }

    /** Starts the topology; {@link #state} tells when it runs. */
    public static Road start(KafkaConfig config, Path stateFolder, Topology topology) {
        var streams = new KafkaStreams(topology, settings(config, stateFolder));
        var replacedThreads = new AtomicInteger();
        var trouble = new AtomicReference<Optional<String>>(Optional.empty());
        streams.setUncaughtExceptionHandler(problem -> {
            LOG.error("a stream thread died and is replaced", problem);
            replacedThreads.incrementAndGet();
            trouble.set(Optional.of("a stage broke: " + rootOf(problem)));
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                trouble.set(Optional.empty());
            }
        });
        streams.start();
        return new Road(streams, replacedThreads, trouble);
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    /** How often a stage broke and its thread was replaced. */
    public int replacedThreads() {
        return replacedThreads.get();
    }

    /** Why it does not run at the moment, if that is not only because it starts. */
    public Optional<String> trouble() {
        return streams.state() == KafkaStreams.State.ERROR ? Optional.of("the road has stopped") : trouble.get();
    }

    private static Throwable rootOf(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Leaves the group, so that the next start need not wait until the broker gives this member up. */
    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE_WITHIN)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    /**
     * How the road's producers send. Nothing is compressed: a transaction has a small batch for each of many partitions, and
     * a compressor for each costs more memory and time than its bytes.
     */
    public static Map<String, Object> batching() {
        return Map.of(
                // Full batches are sent at once, all others by the commit: nobody sees them sooner anyway.
                ProducerConfig.LINGER_MS_CONFIG,
                1_000,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 << 10,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.LARGEST_MESSAGE_BYTES,
                // The first batch of a transaction is sent back while the markers of the one before are being written,
                // and all that are in flight behind it are then out of order: so one at a time, and again soon.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                10);
    }

    private static Properties settings(KafkaConfig config, Path stateFolder) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, new Topics(config).applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.streamThreads());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replicationFactor());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        batching().forEach((key, value) -> settings.put(StreamsConfig.producerPrefix(key), value));
        // A transaction that a killed process left open hides what follows it from all readers until it times out.
        int givenUpAfter = (int) config.sessionTimeout().toMillis();
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), givenUpAfter);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), givenUpAfter);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), givenUpAfter / 4);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RECORDS_A_POLL);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), A_FETCH / 4);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), A_FETCH);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return settings;
    }
}
