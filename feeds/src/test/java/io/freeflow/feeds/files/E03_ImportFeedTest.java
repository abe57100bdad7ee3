package io.freeflow.feeds.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records in any order become a feed in the order of time. */
class E03_ImportFeedTest {

    private static final FeedInfo INFO = new FeedInfo("import", FeedInfo.Kind.REPLAY, "Import");
    private static final Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");

    @TempDir
    private Path folder;

    static LongStream seeds() {
        var only = Long.getLong("seed");
        return only != null ? LongStream.of(only) : new Random(1).longs(20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderBecomesTheOrderOfTimeAndEqualTimesStayAsTheyCame(long seed) throws IOException {
        var random = new Random(seed);
        var expected = new ArrayList<String>();
        try (var order = new TimeOrder(folder, 1 + random.nextInt(20_000))) {
            for (int i = 0; i < 1_000; i++) {
                int minute = random.nextInt(200);
                order.add(record(minute, "%03d/%04d".formatted(minute, i)));
                expected.add("%03d/%04d".formatted(minute, i));
            }
            expected.sort(String::compareTo);

            assertThat(order.size()).isEqualTo(1_000);
            assertThat(texts(order)).isEqualTo(expected);
            assertThat(texts(order)).as("a second time").isEqualTo(expected);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stoppedAnywhereItGoesOnWhereItWas(long seed) throws IOException {
        var random = new Random(seed);
        try (var order = new TimeOrder(folder)) {
            for (int i = 0; i < 500; i++) {
                order.add(record(random.nextInt(100), "r" + i));
            }
            var content = new ImportFeed.Content(order, "print", Map.of("empty", 3L));
            var whole = batches(content, Optional.empty());

            int stop = random.nextInt(whole.size() - 1);
            var rest = batches(content, Optional.of(whole.get(stop).position()));

            var there = new ArrayList<>(payloads(whole.subList(0, stop + 1)));
            there.addAll(payloads(rest));
            assertThat(there).isEqualTo(payloads(whole));
            assertThat(rest.getLast().completeUntil()).isEqualTo(whole.getLast().completeUntil());
            assertThat(rest.getLast().counts())
                    .containsEntry("missing.empty", 3L)
                    .containsEntry("slots", 3L);
        }
    }

    @Test
    void noRecordIsMoreThanAWindowAheadOfTheClockAndNoneIsBehindIt() throws IOException {
        try (var order = new TimeOrder(folder)) {
            for (int minute : new int[] {0, 1, 7, 300, 301}) {
                order.add(record(minute, Integer.toString(minute)));
            }

            var batches = batches(new ImportFeed.Content(order, "print", Map.of()), Optional.empty());

            assertThat(batches.stream()
                            .map(batch -> batch.completeUntil() + " " + payloads(List.of(batch)))
                            .toList())
                    .containsExactly(
                            "2026-03-02T08:00:00Z []",
                            "2026-03-02T08:07:00Z [0, 1]",
                            "2026-03-02T13:00:00Z [7]",
                            "2026-03-02T13:00:00Z [300, 301]",
                            "2026-03-02T13:10:00Z []");
        }
    }

    @Test
    void theClockOfAnEarlierImportNeverGoesBackAndAnEndedOneBeginsAgain() throws IOException {
        try (var order = new TimeOrder(folder)) {
            order.add(record(0, "a"));
            var content = new ImportFeed.Content(order, "print", Map.of());
            var ended = batches(content, Optional.empty()).getLast();

            var again = batches(content, Optional.of(ended.position()));
            var other = batches(content, Optional.of("other@7@2030-01-01T00:00:00Z"));

            assertThat(payloads(again)).containsExactly("a");
            assertThat(payloads(other)).containsExactly("a");
            assertThat(other)
                    .allSatisfy(batch ->
                            assertThat(batch.completeUntil()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z")));
        }
    }

    @Test
    void recordsWithoutATimeTravelWithTheOneBeforeAndDoNotMoveTheClock() throws IOException {
        try (var order = new TimeOrder(folder)) {
            order.add(new TimedRecord(0, 0, "", "lost".getBytes(UTF_8)));

            var batches = batches(new ImportFeed.Content(order, "print", Map.of()), Optional.empty());

            assertThat(payloads(batches)).containsExactly("lost");
            assertThat(batches.getLast().completeUntil()).isEqualTo(Instant.EPOCH);
        }
    }

    private static TimedRecord record(int minute, String text) {
        long start = EIGHT.plusSeconds(60L * minute).toEpochMilli();
        return new TimedRecord(start, start + 300_000, "S1", text.getBytes(UTF_8));
    }

    private static List<String> texts(TimeOrder order) throws IOException {
        var texts = new ArrayList<String>();
        try (var reader = order.read()) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                texts.add(new String(next.get().payload(), UTF_8));
            }
        }
        return texts;
    }

    private static List<FeedBatch> batches(ImportFeed.Content content, Optional<String> position) {
        var batches = new ArrayList<FeedBatch>();
        try (var feed = content.opener(INFO).open(position)) {
            for (var next = feed.next(); next.isPresent(); next = feed.next()) {
                batches.add(next.get());
            }
        }
        return batches;
    }

    private static List<String> payloads(List<FeedBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.records().stream())
                .map(item -> new String(item.payload(), UTF_8))
                .toList();
    }
}
