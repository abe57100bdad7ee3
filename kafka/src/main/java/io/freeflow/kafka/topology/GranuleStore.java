package io.freeflow.kafka.topology;

import io.freeflow.core.road.Stage;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a stage's state. The stage works on its own objects; at each commit the granules that changed go to an in-memory
 * key-value store with a compacted changelog, in the transaction that also holds the stage's outputs and positions. Owned
 * by one stream thread.
 */
final class GranuleStore implements StateStore, CachedStateStore<String, byte[]> {

    /*
     * Kafka Streams 4.3 commits a task in this order: flushCache of its caching stores, flush and commit of the
     * transaction, commit of its stores. What a store writes in its own commit is in the next transaction and lost when
     * the process dies between the two, while the positions are not. So the stage is saved as caches are: in flushCache.
     * That interface is internal to Streams; A_RoadRestartIT fails should a later release not call it.
     */

    private final KeyValueStore<String, byte[]> granules;
    private @Nullable Stage<?, ?> stage;

    private GranuleStore(KeyValueStore<String, byte[]> granules) {
        this.granules = granules;
    }

    static StoreBuilder<GranuleStore> builder(String name, Map<String, String> changelog) {
        return new Builder(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingEnabled(changelog));
    }

    /** Gives the stage its state back, and from now on saves what it changes. */
    void attach(Stage<?, ?> restored) {
        try (var saved = granules.all()) {
            saved.forEachRemaining(granule -> restored.restore(granule.key, granule.value));
        }
        stage = restored;
    }

    private void save() {
        if (stage != null) {
            stage.save((granule, bytes) -> {
                if (bytes == null) {
                    granules.delete(granule);
                } else {
                    granules.put(granule, bytes);
                }
            });
        }
    }

    @Override
    public void flushCache() {
        save();
    }

    /** From here on the stage's objects are out of date. */
    @Override
    public void clearCache() {
        stage = null;
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<String, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        granules.commit(changelogOffsets);
    }

    @Override
    public String name() {
        return granules.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        granules.init(context, root);
    }

    @Override
    public void close() {
        stage = null;
        granules.close();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return granules.isOpen();
    }

    /** Builds the store around the one it keeps the granules in. */
    private record Builder(StoreBuilder<KeyValueStore<String, byte[]>> granules) implements StoreBuilder<GranuleStore> {

        @Override
        public StoreBuilder<GranuleStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<GranuleStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<GranuleStore> withLoggingEnabled(Map<String, String> config) {
            granules.withLoggingEnabled(config);
            return this;
        }

        @Override
        public StoreBuilder<GranuleStore> withLoggingDisabled() {
            granules.withLoggingDisabled();
            return this;
        }

        @Override
        public GranuleStore build() {
            return new GranuleStore(granules.build());
        }

        @Override
        public Map<String, String> logConfig() {
            return granules.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return granules.loggingEnabled();
        }

        @Override
        public String name() {
            return granules.name();
        }
    }
}
