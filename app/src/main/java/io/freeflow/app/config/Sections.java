package io.freeflow.app.config;

import io.freeflow.app.start.EmbeddedConfig;
import io.freeflow.core.feed.FeedRules;
import io.freeflow.feeds.mqtt.MqttConfig;
import io.freeflow.forecast.ForecastConfig;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.registry.RegistryConfig;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.pipeline.alert.AlertConfig;
import io.freeflow.pipeline.health.HealthConfig;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.serve.ServeConfig;
import io.freeflow.store.StoreConfig;
import java.util.List;

/** Every section there is, in the order of the road. */
public final class Sections {

    private Sections() {}

    public static List<Section<?>> list() {
        return List.of(
                new Section<>("embedded", EmbeddedConfig.class),
                new Section<>("kafka", KafkaConfig.class),
                new Section<>("kafka.schema-registry", RegistryConfig.class),
                new Section<>("mqtt", MqttConfig.class),
                new Section<>("validate", ValidateConfig.class),
                Section.ofEach("feeds", FeedRules.class),
                new Section<>("aggregate", AggregateConfig.class),
                new Section<>("health", HealthConfig.class),
                new Section<>("forecast", ForecastConfig.class),
                new Section<>("alert", AlertConfig.class),
                new Section<>("store", StoreConfig.class),
                new Section<>("serve", ServeConfig.class));
    }
}
