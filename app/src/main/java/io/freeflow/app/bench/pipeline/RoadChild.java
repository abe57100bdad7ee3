package io.freeflow.app.bench.pipeline;

import static io.freeflow.core.ledger.Stages.ALERT;
import static io.freeflow.core.ledger.Stages.FORECAST;

import io.freeflow.app.config.Sections;
import io.freeflow.app.config.Settings;
import io.freeflow.app.config.Sources;
import io.freeflow.core.network.Network;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.topology.Road;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.kafka.wire.WireIds;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Our road from raw records to events and windows, with {@link #settings}; what comes behind it reads the windows and does nothing. Arguments: broker, sensors, state folder.
 */
final class RoadChild {

    private RoadChild() {}

    static void main(String... arguments) throws Exception {
        var settings = settings();
        var network = new NestedReadings(Integer.parseInt(arguments[1])).network();
        Orders.follow(namespace -> {
            var config = settings.get(KafkaConfig.class).with(arguments[0], namespace);
            var topology = RoadTopology.of(
                    new Topics(config), WireIds.committed(), config.lanes(), stages(settings, network, config.lanes()));
            return Road.start(config, Path.of(arguments[2], namespace), topology);
        });
    }

    /** The settings that Freeflow comes with, and what the environment says otherwise. */
    static Settings settings() {
        return Settings.load(Sections.list(), new Sources(Optional.empty(), System.getenv(), List.of()));
    }

    private static RoadTopology.Stages stages(Settings settings, Network network, int lanes) {
        var validate = settings.get(ValidateConfig.class);
        var aggregate = settings.get(AggregateConfig.class);
        return new RoadTopology.Stages(
                part -> new ValidateStage(validate, new JsonDecoder(), network, part),
                part -> new AggregateStage(aggregate, network, part, lanes, lanes),
                part -> new EndOfTheRoad(FORECAST, part),
                part -> new EndOfTheRoad(ALERT, part));
    }

    /** Takes all and gives nothing. */
    private record EndOfTheRoad(String stage, int part) implements Stage<Message, Message> {

        @Override
        public void accept(Message input, Consumer<? super Message> out) {}

        @Override
        public LedgerEntry books() {
            return new LedgerEntry(stage, Integer.toString(part), Map.of());
        }

        @Override
        public void save(BiConsumer<String, byte @Nullable []> log) {}

        @Override
        public void restore(String granule, byte[] bytes) {}
    }
}
