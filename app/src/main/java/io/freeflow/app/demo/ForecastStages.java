package io.freeflow.app.demo;

import io.freeflow.app.config.Settings;
import io.freeflow.app.start.EmbeddedConfig;
import io.freeflow.core.network.Network;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
import io.freeflow.core.road.WindowPart;
import io.freeflow.forecast.ForecastConfig;
import io.freeflow.forecast.ForecastStage;
import io.freeflow.forecast.network.Networks;
import io.freeflow.forecast.profile.ShippedProfile;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes forecast stages, with the typical weeks that are shipped for the simulated city and the networks of the data folder. */
final class ForecastStages {

    private static final Logger LOG = LoggerFactory.getLogger(ForecastStages.class);

    private final ForecastConfig config;
    private final Network network;
    private final Map<String, ShippedProfile> profiles;
    private final Networks networks;

    ForecastStages(Settings settings, Network network) {
        this.config = settings.get(ForecastConfig.class);
        this.network = network;
        this.profiles = ShippedProfiles.of(network);
        this.networks = Networks.of(settings.get(EmbeddedConfig.class).models(), LOG::error);
    }

    Stage<Message, Message> of(int part) {
        return new WindowsOnly(new ForecastStage(network, config, profiles, networks, Integer.toString(part)));
    }

    /** The topic of windows holds nothing else. */
    private record WindowsOnly(Stage<WindowPart, Message> stage) implements Stage<Message, Message> {

        @Override
        public void accept(Message input, Consumer<? super Message> out) {
            stage.accept((WindowPart) input, out);
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
}
