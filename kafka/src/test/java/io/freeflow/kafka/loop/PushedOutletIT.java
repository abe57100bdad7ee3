package io.freeflow.kafka.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.road.LedgerEntry;
import io.freeflow.kafka.Committed;
import io.freeflow.kafka.Rig;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import io.freeflow.testkit.kafka.KafkaExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class PushedOutletIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private Rig rig = Rig.of("", "", Rig.SMALL);

    @BeforeEach
    void namespace() {
        rig = Rig.create(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace());
    }

    @Test
    void recordsAreThereWithTheirSourceWhenItReturnsAndTheBooksGoOnAfterARestart() {
        try (var outlet = new PushedOutlet(rig.config(), WireIds.committed(), "http")) {
            outlet.send(List.of(item("S1", "one"), item("S2", "two")));
            outlet.send(List.of(item("", "three")));
        }
        try (var outlet = new PushedOutlet(rig.config(), WireIds.committed(), "http")) {
            outlet.send(List.of(item("S1", "four")));
        }

        var topics = new Topics(rig.config());
        var raw = Committed.list(rig.config(), topics.raw());
        assertThat(raw)
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactlyInAnyOrder("one", "two", "three", "four");
        assertThat(raw)
                .allSatisfy(record -> assertThat(
                                new String(record.headers().lastHeader("source").value(), UTF_8))
                        .isEqualTo("http"));
        var books = Committed.list(rig.config(), topics.ledger()).getLast();
        assertThat(new Wire(WireIds.committed()).decode(books.value()))
                .isEqualTo(new LedgerEntry("feed", "http", Map.of("slots", 4L, "sent", 4L)));
    }

    @Test
    void whatIsPutBackNamesItsLetterAndItsOwnSource() {
        try (var outlet = new PushedOutlet(rig.config(), WireIds.committed(), "replay")) {
            outlet.send(List.of(new PushedOutlet.Parcel("S1", new byte[] {1}, "loops", Optional.of("2-17"))));
        }

        var headers = Committed.list(rig.config(), new Topics(rig.config()).raw())
                .getFirst()
                .headers();
        assertThat(new String(headers.lastHeader("source").value(), UTF_8)).isEqualTo("loops");
        assertThat(new String(headers.lastHeader("letter").value(), UTF_8)).isEqualTo("2-17");
    }

    private static PushedOutlet.Parcel item(String key, String text) {
        return new PushedOutlet.Parcel(key, text.getBytes(UTF_8), "http", Optional.empty());
    }
}
