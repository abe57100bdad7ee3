package io.freeflow.kafka;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import java.time.Duration;

/** Settings of the log. Keys start with {@code kafka.}. */
public record KafkaConfig(
        @Doc("brokers, host:port with commas") @Default("127.0.0.1:9092")
        String bootstrapServers,

        @Doc("prefix of topics and groups: one network, one feed clock") @Default("")
        String namespace,

        @Doc("copies of each topic") @Default("1") int replicationFactor,

        @Doc("partitions of traffic-raw and traffic-events") @Default("5")
        int lanes,

        @Doc("how long raw records and events are kept, by the broker's clock") @Default("7d")
        Duration retention,

        @Doc("threads of the topology in this process: each commits for itself, so on two cores one is fastest")
        @Default("1")
        int streamThreads,

        @Doc("how often the topology commits; what is not committed is not seen") @Default("50ms")
        Duration commitInterval,

        @Doc("when a process that died is given up by its group") @Default("6s")
        Duration sessionTimeout) {

    public KafkaConfig {
        if (!namespace.matches("[a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException(
                    "kafka.namespace must be up to 40 of a-z, 0-9 and -, was '" + namespace + "'");
        }
        requireBetween("replication-factor", replicationFactor, 1, 100);
        requireBetween("lanes", lanes, 1, 1000);
        requireBetween("stream-threads", streamThreads, 1, 100);
    }

    /** The same settings for a broker and a namespace that were chosen elsewhere. */
    public KafkaConfig with(String otherServers, String otherNamespace) {
        return new KafkaConfig(
                otherServers,
                otherNamespace,
                replicationFactor,
                lanes,
                retention,
                streamThreads,
                commitInterval,
                sessionTimeout);
    }

    private static void requireBetween(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("kafka." + key + " must be " + least + "-" + most + ", was " + value);
        }
    }
}
