package io.freeflow.app.demo;

import io.freeflow.app.config.Settings;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.feed.FeedRules;
import io.freeflow.core.network.Network;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.kafka.topology.RoadTopology;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.alert.AlertStage;
import io.freeflow.pipeline.health.HealthConfig;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import java.util.List;

/** The stages of the road, in its order. */
public final class RoadStages {

    private RoadStages() {}

    /** Those of a road of so many lanes. */
    public static RoadTopology.Stages of(
            Settings settings, AggregateConfig aggregate, List<AlertRule> alertRules, Network network, int lanes) {
        var validate = settings.get(ValidateConfig.class);
        var feeds = settings.getEach(FeedRules.class);
        var tests = settings.get(HealthConfig.class);
        var forecast = new ForecastStages(settings, network);
        return new RoadTopology.Stages(
                part -> new ValidateStage(validate, feeds, new JsonDecoder(), network, part),
                part -> new AggregateStage(aggregate, tests, network, part, lanes, lanes),
                forecast::of,
                part -> new AlertStage(network, alertRules, Integer.toString(part)));
    }
}
