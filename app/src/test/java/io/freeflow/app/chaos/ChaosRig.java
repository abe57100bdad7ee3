package io.freeflow.app.chaos;

import io.freeflow.app.config.Sections;
import io.freeflow.app.config.Settings;
import io.freeflow.app.config.Sources;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.kafka.KafkaConfig;
import io.freeflow.store.StoreConfig;
import io.freeflow.testkit.Networks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the processes of one chaos have in common. */
record ChaosRig(String bootstrapServers, String url, String user, String password) {

    static final Settings SETTINGS = Settings.load(Sections.list(), new Sources(Optional.empty(), Map.of(), List.of()));
    static final Network NETWORK =
            Networks.draw(corridor("north", "I-5", "N", 1000) + "\n" + corridor("south", "I-405", "S", 2000));
    static final List<String> SENSOR_IDS =
            NETWORK.sensors().stream().map(Sensor::id).toList();

    private static final int SENSORS_OF_A_CORRIDOR = 125;

    KafkaConfig kafka() {
        return SETTINGS.get(KafkaConfig.class).with(bootstrapServers, "");
    }

    StoreConfig store() {
        return SETTINGS.get(StoreConfig.class).at(url, user, password);
    }

    private static String corridor(String region, String freeway, String direction, int firstId) {
        return IntStream.range(firstId, firstId + SENSORS_OF_A_CORRIDOR)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ", region + " " + freeway + " " + direction + " ", ""));
    }
}
