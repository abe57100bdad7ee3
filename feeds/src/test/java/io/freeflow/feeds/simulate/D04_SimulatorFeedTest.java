package io.freeflow.feeds.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.reading.Decoder;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class D04_SimulatorFeedTest {

    private static final RoadMap MAP = RoadMap.losAngeles();
    private static final Instant LIVE = SimulatorFeed.DEMO_START;
    private static final Duration HISTORY = Duration.ofHours(1);
    private static final Feed.Opener OPENER = opener(7);

    private static Feed.Opener opener(long seed) {
        return SimulatorFeed.opener(MAP, seed, LIVE, HISTORY, SimulatorOptions.DEFAULT);
    }

    @Test
    void theDemoStartsOnAThursdayAtTwentyToFive() {
        assertThat(LIVE.atZone(ZoneId.of("America/Los_Angeles")).toString()).startsWith("2026-10-15T16:40");
    }

    @Test
    void itSaysThatItIsSimulated() {
        try (var feed = OPENER.open(Optional.empty())) {
            assertThat(feed.info())
                    .isEqualTo(new FeedInfo("simulator", FeedInfo.Kind.SIMULATED, "Simulated Los Angeles, seed 7"));
            assertThat(feed.liveFrom()).isEqualTo(LIVE);
            assertThat(feed.progress(LIVE)).isEmpty();
        }
    }

    @Test
    void historyComesInFiveMinutesAndLifeInHalfMinutes() {
        var batches = read(OPENER, Optional.empty(), 15);

        assertThat(batches.get(0).completeUntil()).isEqualTo(LIVE.minus(HISTORY).plusSeconds(300));
        assertThat(batches.get(11).completeUntil()).isEqualTo(LIVE);
        assertThat(batches.get(12).completeUntil()).isEqualTo(LIVE.plusSeconds(30));
        assertThat(batches.get(13).completeUntil()).isEqualTo(LIVE.plusSeconds(60));
        assertThat(texts(batches.get(0))).allMatch(text -> text.contains("\"period_seconds\":300"));
        assertThat(texts(batches.get(12))).allMatch(text -> text.contains("\"period_seconds\":30,"));
    }

    @Test
    void slotsAreWhatWasSentAndWhatIsMissing() {
        for (FeedBatch batch : read(OPENER, Optional.empty(), 15)) {
            assertThat(batch.counts().get("slots"))
                    .isEqualTo(MAP.network().sensors().size());
            assertThat(batch.counts().get("sent")).isEqualTo(batch.records().size());
            assertThat(batch.counts().getOrDefault("sent", 0L) + batch.counts().getOrDefault("missing.no-report", 0L))
                    .isEqualTo(batch.counts().get("slots"));
        }
    }

    @Test
    void aFeedOpenedAtAPositionGoesOnAsIfNothingHadHappened() {
        var all = read(OPENER, Optional.empty(), 16);

        for (int i : new int[] {0, 5, 11, 12, 13}) {
            var rest = read(OPENER, Optional.of(all.get(i).position()), 2);
            assertThat(texts(rest.get(0))).isEqualTo(texts(all.get(i + 1)));
            assertThat(texts(rest.get(1))).isEqualTo(texts(all.get(i + 2)));
            assertThat(rest.get(1).position()).isEqualTo(all.get(i + 2).position());
        }
    }

    @Test
    void everyRecordIsReadable() {
        var decoder = new JsonDecoder();

        assertThat(read(OPENER, Optional.empty(), 1).getFirst().records()).allSatisfy(item -> {
            var decoded = decoder.decode(item.payload());
            assertThat(decoded).isInstanceOfSatisfying(Decoder.Decoded.Fields.class, fields -> {
                assertThat(fields.reading().sensorId()).isEqualTo(item.key());
                assertThat(fields.reading().flowVph()).isNotNull();
            });
        });
    }

    @Test
    void aPositionOfAnotherSeedIsRefused() {
        var position = read(opener(8), Optional.empty(), 1).getFirst().position();

        assertThatThrownBy(() -> OPENER.open(Optional.of(position)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seed 8")
                .hasMessageContaining("seed 7");
    }

    @Test
    void aPositionOfAnotherSimulationIsRefused() {
        var position = read(OPENER, Optional.empty(), 1).getFirst().position();
        var longer = SimulatorFeed.opener(MAP, 7, LIVE, Duration.ofHours(2), SimulatorOptions.DEFAULT);

        assertThatThrownBy(() -> longer.open(Optional.of(position)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("history");
        assertThatThrownBy(() -> OPENER.open(Optional.of("here")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("here");
    }

    @Test
    void historyWithoutAFeedSaysWhatTheFeedSays() {
        var fromFeed = read(OPENER, Optional.empty(), 12);
        var city = SimulatedCity.of(MAP, 7, SimulatorOptions.DEFAULT);
        var windows = new int[1];

        SimulatedHistory.forEachWindow(city, LIVE.minus(HISTORY), LIVE, (start, reports) -> {
            var batch = fromFeed.get(windows[0]++);
            assertThat(batch.completeUntil()).isEqualTo(start.plusSeconds(300));
            int sent = 0;
            for (int i = 0; i < reports.stations(); i++) {
                if (!reports.isMissing(i)) {
                    var flow = "\"volume\":" + (int) reports.flowVph(i);
                    assertThat(texts(batch).get(sent++)).contains(flow);
                }
            }
            assertThat(sent).isEqualTo(batch.records().size());
        });

        assertThat(windows[0]).isEqualTo(12);
    }

    private static List<FeedBatch> read(Feed.Opener opener, Optional<String> position, int count) {
        try (var feed = opener.open(position)) {
            var batches = new ArrayList<FeedBatch>();
            for (int i = 0; i < count; i++) {
                batches.add(feed.next().orElseThrow());
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
