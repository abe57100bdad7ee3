package io.freeflow.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.kafka.loop.StoreLoop;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.testkit.kafka.KafkaExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every stage is broken on purpose. */
@Timeout(90)
class BrokenStageIT {

    private static final int WINDOWS = 500;

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    /** Throws once, in the middle of its n-th input: after the stage has changed and its outputs are on their way. */
    private record Breaking(Stage<Message, Message> stage, AtomicInteger untilBroken)
            implements Stage<Message, Message> {

        static IntFunction<Stage<Message, Message>> at(int input, IntFunction<Stage<Message, Message>> stages) {
            var untilBroken = new AtomicInteger(input);
            return part -> new Breaking(stages.apply(part), untilBroken);
        }

        @Override
        public void accept(Message input, Consumer<? super Message> out) {
            stage.accept(input, out);
            if (untilBroken.decrementAndGet() == 0) {
                throw new IllegalStateException("broken on purpose");
            }
        }

        @Override
        public void save(BiConsumer<String, byte @Nullable []> log) {
            stage.save(log);
        }

        @Override
        public LedgerEntry books() {
            return stage.books();
        }

        @Override
        public void restore(String granule, byte[] bytes) {
            stage.restore(granule, bytes);
        }
    }

    @ParameterizedTest
    @CsvSource({"validate, 1777", "aggregate, 2333", "forecast, 555", "alert, 777"})
    void aStageThatBreaksOnceIsTakenUpAgainAndTheBooksBalance(String stage, int input, @TempDir Path folder) {
        var rig = Rig.create(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace());
        var store = new InMemoryTrafficStore();
        var whole = rig.stages();
        var broken = new RoadTopology.Stages(
                stage.equals("validate") ? Breaking.at(input, whole.validate()) : whole.validate(),
                stage.equals("aggregate") ? Breaking.at(input, whole.aggregate()) : whole.aggregate(),
                stage.equals("forecast") ? Breaking.at(input, whole.forecast()) : whole.forecast(),
                stage.equals("alert") ? Breaking.at(input, whole.alert()) : whole.alert());

        try (var road = rig.startRoad(folder, broken);
                var feed = rig.startFeed(LineFeed.opener(rig.sensorIds(), WINDOWS));
                var _ = StoreLoop.start(rig.config(), rig.ids(), store)) {
            rig.awaitBalance(store, WINDOWS, Duration.ofSeconds(60));

            assertThat(road.replacedThreads()).isPositive();
            assertThat(feed.trouble()).isEmpty();
        }
    }
}
