package io.freeflow.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Network;
import io.freeflow.core.road.Message;
import io.freeflow.testkit.EverySeed;
import io.freeflow.testkit.Networks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A stage that is killed goes on from its last save, takes again what came since, and nobody sees a difference. */
class A08_KillAndRestoreTest {

    private static final Network NETWORK = Networks.draw("""
            north  I-5    N  A B C
            south  I-405  S  D E
            """);

    @EverySeed
    void outputsBooksAndStateAreTheSame(long seed) {
        var random = new Random(seed);
        var config = new AggregateConfig(
                Duration.ofSeconds(random.nextInt(300)),
                Duration.ofMinutes(random.nextInt(90)),
                Duration.ofMinutes(5 + random.nextInt(120)),
                Duration.ofDays(1),
                Duration.ZERO);
        var traffic = Traffic.draw(random, Duration.ofHours(1));
        List<Message> inputs = traffic.inputs().getFirst();

        var steady = new Store(config, traffic);
        var expected = new ArrayList<Message>();
        inputs.forEach(input -> steady.stage.accept(input, expected::add));
        steady.save();

        var killed = new Store(config, traffic);
        var committed = new ArrayList<Message>();
        var sinceCommit = new ArrayList<Message>();
        int position = 0;
        int next = 0;
        while (next < inputs.size()) {
            killed.stage.accept(inputs.get(next++), sinceCommit::add);
            if (random.nextInt(20) == 0 || next == inputs.size()) {
                killed.save();
                committed.addAll(sinceCommit);
                sinceCommit.clear();
                position = next;
            } else if (random.nextInt(100) == 0) {
                killed.kill();
                sinceCommit.clear();
                next = position;
            }
        }

        assertThat(committed.equals(expected)).isTrue();
        assertThat(killed.stage.books()).isEqualTo(steady.stage.books());
        assertThat(killed.state()).isEqualTo(steady.state());
    }

    /** A stage and what it saved. */
    private static final class Store {
        private final AggregateConfig config;
        private final Traffic traffic;
        private final Map<String, byte[]> saved = new TreeMap<>();
        private AggregateStage stage;

        Store(AggregateConfig config, Traffic traffic) {
            this.config = config;
            this.traffic = traffic;
            this.stage = fresh(config, traffic);
        }

        private static AggregateStage fresh(AggregateConfig config, Traffic traffic) {
            return new AggregateStage(config, NETWORK, 0, traffic.parts(), traffic.lanes());
        }

        void save() {
            stage.save((granule, bytes) -> {
                if (bytes == null) {
                    saved.remove(granule);
                } else {
                    saved.put(granule, bytes);
                }
            });
        }

        void kill() {
            stage = fresh(config, traffic);
            saved.forEach(stage::restore);
        }

        Map<String, String> state() {
            var state = new TreeMap<String, String>();
            saved.forEach((granule, bytes) -> state.put(granule, HexFormat.of().formatHex(bytes)));
            return state;
        }
    }
}
