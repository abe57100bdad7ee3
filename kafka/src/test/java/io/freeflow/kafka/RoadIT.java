package io.freeflow.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.kafka.loop.StoreLoop;
import io.freeflow.testkit.kafka.KafkaExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RoadIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @Test
    void aFeedEndsInTheStoreAndTheBooksBalance(@TempDir Path folder) {
        var rig = Rig.create(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace());
        var store = new InMemoryTrafficStore();

        try (var _ = rig.startRoad(folder);
                var storeLoop = StoreLoop.start(rig.config(), rig.ids(), store);
                var feed = rig.startFeed(LineFeed.opener(rig.sensorIds(), 300))) {
            rig.awaitBalance(store, 300, Duration.ofSeconds(30));

            assertThat(feed.trouble()).isEmpty();
            assertThat(storeLoop.trouble()).isEmpty();
        }
    }
}
