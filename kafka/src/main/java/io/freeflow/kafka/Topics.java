package io.freeflow.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of one namespace. */
public final class Topics {

    /** A part of a window takes about 36 bytes a sensor, before it is compressed: room for 200,000 of one region. */
    public static final int LARGEST_MESSAGE_BYTES = 8 << 20;

    private static final int AGGREGATE_PARTITIONS = 4;
    /** A slot that nobody read in time is of no use. */
    private static final Duration SLOT_RETENTION = Duration.ofHours(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int LOOKS = 500;

    private final KafkaConfig config;
    private final String prefix;

    public Topics(KafkaConfig config) {
        this.config = config;
        this.prefix = config.namespace().isEmpty() ? "" : config.namespace() + ".";
    }

    public String raw() {
        return prefix + "traffic-raw";
    }

    public String events() {
        return prefix + "traffic-events";
    }

    /** Readings on their way to the lane of their sensor, and the marks of all lanes. */
    public String strays() {
        return prefix + "traffic-strays";
    }

    public String deadLetters() {
        return prefix + "traffic-dlq";
    }

    public String aggregates() {
        return prefix + "processed-traffic-aggregates";
    }

    public String slots() {
        return prefix + "traffic-slots";
    }

    /** What is thought of sensors. */
    public String health() {
        return prefix + "traffic-health";
    }

    public String predictions() {
        return prefix + "traffic-predictions";
    }

    /** What sensors that say nothing would probably have said. */
    public String imputations() {
        return prefix + "traffic-imputations";
    }

    public String alerts() {
        return prefix + "traffic-alerts";
    }

    /** What people do about alerts. */
    public String alertActs() {
        return prefix + "traffic-alert-acts";
    }

    /** What somebody reports of the road. */
    public String incidents() {
        return prefix + "traffic-incidents";
    }

    public String scores() {
        return prefix + "traffic-scores";
    }

    public String ledger() {
        return prefix + "traffic-ledger";
    }

    public String feeds() {
        return prefix + "traffic-feeds";
    }

    /** What the store writes down. */
    public List<String> stored() {
        return List.of(
                events(),
                deadLetters(),
                aggregates(),
                health(),
                predictions(),
                imputations(),
                alerts(),
                incidents(),
                scores(),
                ledger(),
                feeds());
    }

    /** The group id of the topology, with which its transactional ids begin. */
    public String applicationId() {
        return prefix + "freeflow";
    }

    /** The transactional id of a feed, which begins as none of the topology's does. */
    public String feedId(String feed) {
        return prefix + "feed-" + feed;
    }

    /** Creates what is not there, and returns when every partition has a leader. */
    public void create(Admin admin) throws InterruptedException {
        for (NewTopic topic : all()) {
            try {
                admin.createTopics(List.of(topic)).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException("cannot create topic " + topic.name() + ": " + e.getCause(), e);
                }
            }
        }
        awaitLeaders(admin);
    }

    private void awaitLeaders(Admin admin) throws InterruptedException {
        var names = all().stream().map(NewTopic::name).toList();
        try {
            for (int look = 0; look < LOOKS; look++) {
                if (haveLeaders(admin, names)) {
                    return;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot describe topics: " + e.getCause(), e);
        }
        throw new IllegalStateException(
                "not every partition has a leader " + BETWEEN_LOOKS.multipliedBy(LOOKS) + " after it was created");
    }

    private static boolean haveLeaders(Admin admin, List<String> names)
            throws InterruptedException, ExecutionException {
        return admin.listTopics().names().get().containsAll(names)
                && admin.describeTopics(names).allTopicNames().get().values().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition -> partition.leader() != null
                                && !partition.leader().isEmpty());
    }

    private List<NewTopic> all() {
        return List.of(
                log(raw(), config.lanes()),
                log(events(), config.lanes()),
                log(strays(), config.lanes()),
                log(deadLetters(), 1),
                log(aggregates(), AGGREGATE_PARTITIONS),
                log(slots(), AGGREGATE_PARTITIONS, SLOT_RETENTION),
                log(health(), 1),
                log(predictions(), AGGREGATE_PARTITIONS),
                log(imputations(), AGGREGATE_PARTITIONS),
                log(alerts(), AGGREGATE_PARTITIONS),
                log(alertActs(), AGGREGATE_PARTITIONS),
                log(incidents(), AGGREGATE_PARTITIONS),
                compacted(scores()),
                compacted(ledger()),
                compacted(feeds()));
    }

    private NewTopic log(String name, int partitions) {
        return log(name, partitions, config.retention());
    }

    private NewTopic log(String name, int partitions, Duration retention) {
        return topic(
                name,
                partitions,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        Integer.toString(64 << 20),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(LARGEST_MESSAGE_BYTES),
                        // Event time lives in the value, so retention never sees the year 2012.
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime"));
    }

    private NewTopic compacted(String name) {
        return topic(name, 1, compaction());
    }

    /** Settings of small compacted logs that are read from the beginning at a start, so they must stay short. */
    public static Map<String, String> compaction() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(8 << 20),
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.3",
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                Long.toString(Duration.ofMinutes(5).toMillis()),
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime");
    }

    private NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, partitions, (short) config.replicationFactor()).configs(settings);
    }
}
