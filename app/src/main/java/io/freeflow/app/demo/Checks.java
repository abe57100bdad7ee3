package io.freeflow.app.demo;

import io.freeflow.embedded.EmbeddedPostgres;
import io.freeflow.kafka.loop.FeedLoop;
import io.freeflow.kafka.loop.StoreLoop;
import io.freeflow.kafka.topology.Road;
import io.freeflow.serve.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.KafkaStreams;

/** What {@code /health} asks beside the store's connection. Each check really asks. */
final class Checks {

    private Checks() {}

    static List<HealthCheck> of(
            Log log, EmbeddedPostgres postgres, Road road, StoreLoop storing, FeedLoop feed, Optional<MqttDoor> mqtt) {
        var checks = new ArrayList<HealthCheck>(List.of(
                check("kafka", log::check),
                check("postgres", () -> untroubled(postgres.trouble(), "runs on port " + postgres.port())),
                check("streams", () -> running(road.state())),
                check("storing", () -> untroubled(storing.trouble(), "stores what is committed")),
                check(
                        "feed",
                        () -> untroubled(
                                feed.trouble(),
                                feed.state()
                                        .map(state -> state.activity() + ", complete until "
                                                + state.completeUntil()
                                                        .map(Object::toString)
                                                        .orElse("nothing yet"))
                                        .orElse("is about to begin")))));
        mqtt.ifPresent(door -> checks.add(check("mqtt", () -> untroubled(door.trouble(), door.state()))));
        return List.copyOf(checks);
    }

    private static String running(KafkaStreams.State state) {
        if (state != KafkaStreams.State.RUNNING) {
            throw new IllegalStateException("the topology is " + state);
        }
        return state.toString();
    }

    private static String untroubled(Optional<String> trouble, String well) {
        if (trouble.isPresent()) {
            throw new IllegalStateException(trouble.get());
        }
        return well;
    }

    private static HealthCheck check(String name, Callable<String> question) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String check() throws Exception {
                return question.call();
            }
        };
    }
}
