package io.freeflow.feeds.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.feeds.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class C01_CsvFeedTest {

    @TempDir
    Path folder;

    @Test
    void rowsOfOneTimestampAreABatch() throws IOException {
        var batches = readAll("""
                timestamp,sensor_id,speed_mph,volume_vph
                2023-06-01 00:00:00,A,26.2,12
                2023-06-01 00:00:00,B,,14
                2023-06-01 00:05:00,A,31.9,
                """);

        assertThat(texts(batches.get(0)))
                .containsExactly(
                        "{\"sensor_id\":\"A\",\"timestamp\":\"2023-06-01 00:00:00\",\"speed\":\"26.2\",\"volume\":\"12\"}",
                        "{\"sensor_id\":\"B\",\"timestamp\":\"2023-06-01 00:00:00\",\"volume\":\"14\"}");
        assertThat(batches)
                .extracting(FeedBatch::completeUntil)
                .containsExactly(Instant.parse("2023-06-01T07:05:00Z"), Instant.parse("2023-06-01T07:10:00Z"));
    }

    @Test
    void aRowWithoutMeasurementIsMissingAndCounted() throws IOException {
        var batch = readAll("timestamp,sensor_id,speed\n2023-06-01T00:00,A,\n2023-06-01T00:00,B,0\n")
                .getFirst();

        assertThat(batch.counts()).isEqualTo(Map.of("slots", 2L, "sent", 1L, "missing.empty", 1L));
    }

    @Test
    void aRowThatGoesBackInTimeIsSentAndTheClockWaits() throws IOException {
        var batches = readAll("""
                timestamp,sensor_id,speed
                2023-06-01 00:05:00,A,1
                2023-06-01 00:00:00,B,2
                2023-06-01 00:10:00,A,3
                """);

        assertThat(batches).hasSize(3).allMatch(batch -> batch.records().size() == 1);
        assertThat(batches)
                .extracting(FeedBatch::completeUntil)
                .containsExactly(
                        Instant.parse("2023-06-01T07:10:00Z"),
                        Instant.parse("2023-06-01T07:10:00Z"),
                        Instant.parse("2023-06-01T07:15:00Z"));
    }

    @Test
    void aTimeThatCannotBeReadTravelsWithTheBatchBefore() throws IOException {
        var batches = readAll("""
                timestamp,sensor_id,speed
                2023-06-01 00:00:00,A,1
                soon,B,2
                2023-06-01 00:05:00,A,3
                """);

        assertThat(batches).hasSize(2);
        assertThat(texts(batches.getFirst()).get(1)).contains("\"timestamp\":\"soon\"");
    }

    @Test
    void theHourThatNeverWasDoesNotMoveTheClockAhead() throws IOException {
        var batches = readAll("timestamp,sensor_id,speed\n2023-03-12 01:55:00,A,1\n2023-03-12 02:55:00,A,2\n");

        assertThat(batches)
                .extracting(FeedBatch::completeUntil)
                .containsExactly(Instant.parse("2023-03-12T10:00:00Z"), Instant.parse("2023-03-12T10:00:00Z"));
    }

    @Test
    void quotesCommasAndTheFilesOwnPeriodAreUnderstood() throws IOException {
        var batch = readAll("\"sensor_id\",timestamp,period_seconds,\"note, free\",occupancy\r\n"
                        + "\"A,\"\"1\"\"\",2023-06-01T00:00:00Z,20,\"two\nlines\",5\r\n")
                .getFirst();

        assertThat(batch.records().getFirst().key()).isEqualTo("A,\"1\"");
        assertThat(batch.completeUntil()).isEqualTo("2023-06-01T00:00:20Z");
    }

    @Test
    void aFeedOpenedAtAPositionGoesOnAsIfNothingHadHappened() throws IOException {
        var file = file("""
                timestamp,sensor_id,speed
                2023-06-01 00:05:00,A,1
                2023-06-01 00:00:00,B,2
                2023-06-01 00:00:00,C,3
                2023-06-01 00:10:00,A,4
                """);
        var all = readAll(file, Optional.empty());

        for (int i = 0; i < all.size(); i++) {
            var rest = readAll(file, Optional.of(all.get(i).position()));
            assertThat(rest)
                    .extracting(FeedBatch::position, FeedBatch::completeUntil, C01_CsvFeedTest::texts)
                    .isEqualTo(all.subList(i + 1, all.size()).stream()
                            .map(batch -> org.assertj.core.groups.Tuple.tuple(
                                    batch.position(), batch.completeUntil(), texts(batch)))
                            .toList());
        }
    }

    @Test
    void shortAndLongRowsAreTakenForWhatTheyHold() throws IOException {
        var batch = readAll("\ufefftimestamp,sensor_id,speed\n2023-06-01T00:00,A\n2023-06-01T00:00,B,1,2,3\n")
                .getFirst();

        assertThat(batch.counts()).containsEntry("sent", 1L).containsEntry("missing.empty", 1L);
    }

    @Test
    void aHeaderWithoutASensorIsRefused() throws IOException {
        var file = file("timestamp,speed\n");

        assertThatThrownBy(() -> readAll(file, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sensor_id or segment_id");
    }

    @Test
    void theOriginalsTestFileIsSentInFull() {
        var batches = readAll(SharedData.file("scenarios/test_data.csv"), Optional.empty());

        assertThat(batches).flatExtracting(FeedBatch::records).hasSize(100);
    }

    @Test
    void theOriginalsSampleMissesWhatItMisses() {
        var batches = readAll(SharedData.file("scenarios/metr_la_sample_data.csv"), Optional.empty());

        assertThat(batches).flatExtracting(FeedBatch::records).hasSizeGreaterThan(19_000);
        assertThat(batches.stream()
                        .mapToLong(batch -> batch.counts().getOrDefault("slots", 0L))
                        .sum())
                .isEqualTo(20_160);
        assertThat(batches).extracting(FeedBatch::completeUntil).isSorted();
    }

    @Test
    void sensorsComeFromATableOfTheirOwn() throws IOException {
        var table = Files.writeString(folder.resolve("sensors.csv"), """
                sensor_id,latitude,longitude,name,freeway,direction,postmile_mi,lanes
                A,34.1,-118.2,At the pass,I-405,N,34.5,5
                B,34.2,-118.3,,,,,
                """);

        var network = CsvNetwork.read(table, "here", ZoneId.of("America/Los_Angeles"));

        assertThat(network.sensors()).extracting("name").containsExactly("At the pass", "B");
        assertThat(network.corridors()).extracting("name").containsExactly("I-405 N");
    }

    private List<FeedBatch> readAll(String text) throws IOException {
        return readAll(file(text), Optional.empty());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("readings.csv"), text);
    }

    private static List<FeedBatch> readAll(Path file, Optional<String> position) {
        var source = new CsvSource(
                file,
                new FeedInfo("csv", FeedInfo.Kind.REPLAY, "A file"),
                ZoneId.of("America/Los_Angeles"),
                Duration.ofMinutes(5));
        try (var feed = source.opener().open(position)) {
            var batches = new ArrayList<FeedBatch>();
            for (var batch = feed.next(); batch.isPresent(); batch = feed.next()) {
                batches.add(batch.get());
            }
            return batches;
        }
    }

    private static List<String> texts(FeedBatch batch) {
        return batch.records().stream()
                .map(item -> new String(item.payload(), StandardCharsets.UTF_8))
                .toList();
    }
}
