package io.freeflow.feeds.metrla;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.ledger.Counters;
import io.freeflow.feeds.SharedData;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class B03_RealMetrLaTest {

    @Test
    void theBooksOfTheWholeReplayBalance() {
        var counts = new HashMap<String, Long>();
        var clock = Instant.MIN;
        long records = 0;
        try (var feed =
                MetrLaFeed.opener(SharedData.file("metr-la/speeds.csv.gz")).open(Optional.empty())) {
            for (var batch = feed.next(); batch.isPresent(); batch = feed.next()) {
                assertThat(batch.get().completeUntil()).isAfterOrEqualTo(clock);
                clock = batch.get().completeUntil();
                records += batch.get().records().size();
                batch.get().counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
            }
        }

        assertThat(counts)
                .containsEntry(Counters.SLOTS, 34_272L * 207)
                .containsEntry(Counters.SENT, records)
                .containsEntry(MetrLaFeed.NONEXISTENT_LOCAL_TIME, 2_484L)
                .containsEntry(MetrLaFeed.ZERO_MEANS_MISSING, 34_272L * 207 - 2_484 - records);
        assertThat(clock).isEqualTo("2012-06-28T07:00:00Z");
    }

    @Test
    void openingNearTheEndGoesOnThere() {
        try (var feed =
                MetrLaFeed.opener(SharedData.file("metr-la/speeds.csv.gz")).open(Optional.of("34271"))) {
            assertThat(feed.next().orElseThrow().position()).isEqualTo("34272");
            assertThat(feed.next()).isEmpty();
            assertThat(feed.progress(Instant.parse("2012-06-28T07:00:00Z"))).contains(1.0);
        }
    }

    @Test
    void theNetworkHasItsSensorsAndEdges() {
        var network = MetrLaNetwork.read(
                SharedData.file("metr-la/sensors.csv"), Optional.of(SharedData.file("metr-la/graph.csv")));

        assertThat(network.sensors()).hasSize(207);
        assertThat(network.edges())
                .hasSize(1_722 - 207)
                .noneMatch(edge -> edge.from().equals(edge.to()));
        assertThat(network.regions()).containsExactly("metr-la");
        assertThat(network.find("773869").orElseThrow().name()).isEqualTo("METR-LA 773869");
    }
}
