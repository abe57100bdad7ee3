package io.freeflow.app.start;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import io.freeflow.embedded.DataFolder;
import io.freeflow.forecast.network.ModelRegistry;
import java.nio.file.Path;

/** Settings of the broker and the database that Freeflow runs itself. Keys start with {@code embedded.}. */
public record EmbeddedConfig(
        @Doc("folder for all data of this machine's Freeflow; two at once cannot share it") @Default(".freeflow")
        Path dataDir,

        @Doc("port of the broker, 0 to 65535; 0 takes any free one and keeps it") @Default("0")
        int kafkaPort,

        @Doc("port of the database, 0 to 65535; 0 takes any free one and keeps it") @Default("0")
        int postgresPort) {

    public EmbeddedConfig {
        requirePort("embedded.kafka-port", kafkaPort);
        requirePort("embedded.postgres-port", postgresPort);
    }

    /** The trained networks of this data folder. */
    public ModelRegistry models() {
        return ModelRegistry.at(DataFolder.modelsOf(dataDir));
    }

    private static void requirePort(String key, int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(key + " must be 0-65535, was " + port);
        }
    }
}
