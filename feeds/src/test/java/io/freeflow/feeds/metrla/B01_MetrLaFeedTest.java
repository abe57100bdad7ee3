package io.freeflow.feeds.metrla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class B01_MetrLaFeedTest {

    private static final String DST_NIGHT = """
            ,773869,767541
            2012-03-11 01:50:00,64.375,0
            2012-03-11 01:55:00,0,60
            2012-03-11 02:00:00,0,0
            2012-03-11 02:55:00,0,0
            2012-03-11 03:00:00,65.5,66
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("speeds.csv"), DST_NIGHT);
    }

    @Test
    void aRowIsABatchOfRecordsInUtc() {
        var batch = readAll(file, Optional.empty()).getFirst();

        assertThat(batch.records()).hasSize(1).first().satisfies(item -> {
            assertThat(item.key()).isEqualTo("773869");
            assertThat(new String(item.payload(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"sensor_id\":\"773869\",\"timestamp\":%d,\"period_seconds\":300,\"speed\":64.375}"
                            .formatted(Instant.parse("2012-03-11T09:50:00Z").toEpochMilli()));
        });
        assertThat(batch.completeUntil()).isEqualTo("2012-03-11T09:55:00Z");
    }

    @Test
    void zeroIsMissing() {
        assertThat(readAll(file, Optional.empty()).getFirst().counts())
                .isEqualTo(Map.of("slots", 2L, "sent", 1L, "missing.zero-means-missing", 1L));
    }

    @Test
    void theHourThatNeverWasSendsNothingAndTheClockWaits() {
        var batches = readAll(file, Optional.empty());

        assertThat(batches.subList(2, 4)).allSatisfy(batch -> {
            assertThat(batch.records()).isEmpty();
            assertThat(batch.completeUntil()).isEqualTo("2012-03-11T10:00:00Z");
            assertThat(batch.counts()).isEqualTo(Map.of("slots", 2L, "sent", 0L, "missing.nonexistent-local-time", 2L));
        });
        assertThat(batches).extracting(FeedBatch::completeUntil).isSorted();
        assertThat(batches.getLast().completeUntil()).isEqualTo("2012-03-11T10:05:00Z");
    }

    @Test
    void aFeedOpenedAtAPositionGoesOnAsIfNothingHadHappened() {
        var all = readAll(file, Optional.empty());

        for (int i = 0; i < all.size(); i++) {
            var rest = readAll(file, Optional.of(all.get(i).position()));
            assertThat(text(rest)).isEqualTo(text(all.subList(i + 1, all.size())));
        }
    }

    @Test
    void thereIsNoHistoryAndProgressCountsRows() {
        try (var feed = MetrLaFeed.opener(file).open(Optional.of("3"))) {
            assertThat(feed.liveFrom()).isEqualTo("2012-03-11T09:50:00Z");
            assertThat(feed.progress(Instant.parse("2012-03-11T09:55:00Z"))).contains(0.2);
            assertThat(feed.progress(Instant.parse("2012-03-12T00:00:00Z"))).contains(1.0);
        }
    }

    @Test
    void aCompressedFileReadsTheSame() throws IOException {
        var compressed = folder.resolve("speeds.csv.gz");
        try (var out = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(compressed)), StandardCharsets.US_ASCII)) {
            out.write(DST_NIGHT);
        }

        assertThat(text(readAll(compressed, Optional.empty()))).isEqualTo(text(readAll(file, Optional.empty())));
    }

    @Test
    void aForeignPositionIsRefused() {
        assertThatThrownBy(() -> MetrLaFeed.opener(file).open(Optional.of("7/abc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7/abc");
    }

    @Test
    void aRowThatIsTooShortStopsTheFeedAndNamesTheLine() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.csv"), DST_NIGHT.replace("01:55:00,0,60", "01:55:00,0"));

        assertThatThrownBy(() -> readAll(broken, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3");
    }

    private static List<FeedBatch> readAll(Path file, Optional<String> position) {
        try (Feed feed = MetrLaFeed.opener(file).open(position)) {
            var batches = new ArrayList<FeedBatch>();
            for (var batch = feed.next(); batch.isPresent(); batch = feed.next()) {
                batches.add(batch.get());
            }
            return batches;
        }
    }

    private static String text(List<FeedBatch> batches) {
        var text = new StringBuilder();
        for (FeedBatch batch : batches) {
            text.append(batch.completeUntil()).append(batch.position()).append(new java.util.TreeMap<>(batch.counts()));
            batch.records().forEach(item -> text.append(new String(item.payload(), StandardCharsets.UTF_8)));
        }
        return text.toString();
    }
}
