package io.freeflow.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.SensorPlace;
import io.freeflow.core.store.Advance;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.SourcePartition;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegisteringSinkTest {

    private static final RawPlace PLACE = new RawPlace("34.5", "-118.5", null, null, null, null, "Main St");

    private final List<Network> shown = new ArrayList<>();
    private final List<Message> stored = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-02T15:00:00Z");
    private RegisteringSink sink;

    @BeforeEach
    void openEmpty(@TempDir Path folder) {
        var nobody = Network.of(ZoneId.of("America/Los_Angeles"), List.of(), List.of());
        sink = new RegisteringSink(
                new Storing(), RegisteredSensors.open(folder.resolve("joined.csv"), nobody), shown::add, () -> now);
    }

    @Test
    void whoJoinsIsShownBeforeWhatSpeaksOfItIsStored() {
        write("a");

        assertThat(ids()).containsExactly("a");
        assertThat(stored).hasSize(1);
    }

    @Test
    void aBurstIsShownOnceASecond() {
        write("a");
        now = now.plusMillis(500);
        write("b");
        write("c");

        assertThat(shown).hasSize(1);
        now = now.plusMillis(500);
        write("d");

        assertThat(shown).hasSize(2);
        assertThat(ids()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void theLastOfABurstNeedsNoOtherToFollow() {
        write("a");
        write("b");
        sink.idle();
        assertThat(ids()).containsExactly("a");

        now = now.plusSeconds(1);
        sink.idle();
        sink.idle();

        assertThat(shown).hasSize(2);
        assertThat(ids()).containsExactly("a", "b");
    }

    private List<String> ids() {
        return shown.getLast().sensors().stream().map(Sensor::id).toList();
    }

    private void write(String sensorId) {
        sink.write(List.of(new SensorPlace(sensorId, "test", PLACE)), Map.of());
    }

    private final class Storing implements Sink {

        @Override
        public Map<SourcePartition, Long> positions() {
            return Map.of();
        }

        @Override
        public void write(List<? extends Message> batch, Map<SourcePartition, Advance> advances) {
            assertThat(shown).as("shown before it is stored").isNotEmpty();
            stored.addAll(batch);
        }
    }
}
