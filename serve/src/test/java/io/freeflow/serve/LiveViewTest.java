package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.road.FeedState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What a client made of the updates it got equals what REST answers. */
class LiveViewTest {

    private static final int WRITES = 60;

    static LongStream seeds() {
        var only = Long.getLong("seed"); // -Dseed=42 replays one failure
        return only != null ? LongStream.of(only) : new Random(1).longs(8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Timeout(30)
    void mergingTheUpdatesGivesTheMap(long seed) {
        var random = new Random(seed);
        var road = Road.of(6);
        var clients = new ArrayList<Connection>();
        try (var server = Running.on(road)) {
            for (int write = 0; write < WRITES; write++) {
                happen(road, random);
                if (random.nextInt(WRITES / 3) == 0 || clients.isEmpty()) {
                    var client = server.connect();
                    client.subscribe("map");
                    clients.add(client);
                }
                if (random.nextInt(10) == 0) {
                    assertSame(clients, server);
                }
            }
            assertSame(clients, server);
        } finally {
            clients.forEach(Connection::close);
        }
    }

    private static void happen(Road road, Random random) {
        var start = Road.EIGHT.plusSeconds(30L * random.nextInt(40));
        var window = Road.EIGHT.plusSeconds(300L * random.nextInt(4));
        switch (random.nextInt(9)) {
            case 0 -> road.write(road.clockAt(start));
            case 1 -> road.write(road.clockAt(start, FeedState.Activity.PAUSED));
            case 2 -> road.write(road.window(window, random.nextInt(3), speeds(random)));
            case 3 -> road.write(road.forecast(window, 30 + random.nextInt(30)));
            case 4 -> {
                if (random.nextInt(4) == 0) {
                    road.store.save(Road.network(5 + random.nextInt(4)));
                }
            }
            case 5 ->
                road.write(Road.alert(
                        "alert-" + random.nextInt(4),
                        start,
                        random.nextInt(3) == 0 ? AlertStatus.RESOLVED : AlertStatus.OPEN));
            default ->
                road.write(
                        road.reading("A" + (1 + random.nextInt(8)), start, random.nextInt(70)),
                        road.reading("A" + (1 + random.nextInt(8)), start, random.nextInt(70)));
        }
    }

    private static double[] speeds(Random random) {
        return random.doubles(6, 0, 80)
                .map(speed -> speed < 8 ? Double.NaN : speed)
                .toArray();
    }

    private static void assertSame(List<Connection> clients, Running server) {
        await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            var rest = layers(server.json("/api/v1/map"));
            for (Connection client : clients) {
                assertThat(client.map()).isEqualTo(rest);
            }
        });
    }

    private static Map<String, JsonNode> layers(JsonNode map) {
        var layers = new LinkedHashMap<String, JsonNode>();
        map.properties().forEach(property -> layers.put(property.getKey(), property.getValue()));
        layers.remove("sensors");
        return layers;
    }
}
