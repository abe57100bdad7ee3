package io.freeflow.core.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {

    private final Counts counts = new Counts();

    @Test
    void countsRunOn() {
        counts.add("late");
        counts.add("late", 41);
        counts.add("windowed", 0);

        assertThat(counts.toMap()).isEqualTo(Map.of("late", 42L, "windowed", 0L));
    }

    @Test
    void changesAreToldOnce() {
        assertThat(counts.takeChanged()).isFalse();

        counts.add("late");

        assertThat(counts.takeChanged()).isTrue();
        assertThat(counts.takeChanged()).isFalse();
    }

    @Test
    void bytesRememberEverything() {
        counts.add("rejected.not-a-number", Long.MAX_VALUE);
        counts.add("accepted", 7);
        assertThat(new String(counts.toBytes(), UTF_8))
                .isEqualTo("accepted=7\nrejected.not-a-number=9223372036854775807\n");

        var restored = new Counts();
        restored.add("forgotten");
        restored.restore(counts.toBytes());

        assertThat(restored.toMap()).isEqualTo(counts.toMap());
    }
}
