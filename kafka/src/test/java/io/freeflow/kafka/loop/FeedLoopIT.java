package io.freeflow.kafka.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.feed.FeedBatch;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.FeedState.Activity;
import io.freeflow.core.road.Mark;
import io.freeflow.kafka.Committed;
import io.freeflow.kafka.FeedTap;
import io.freeflow.kafka.LineFeed;
import io.freeflow.kafka.Rig;
import io.freeflow.kafka.StepClock;
import io.freeflow.kafka.Topics;
import io.freeflow.kafka.wire.Wire;
import io.freeflow.kafka.wire.WireIds;
import io.freeflow.testkit.kafka.KafkaExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class FeedLoopIT {

    private static final int WINDOWS = 2000;

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private Rig rig = Rig.of("", "", Rig.SMALL);

    @BeforeEach
    void namespace() {
        rig = Rig.create(KAFKA.server().bootstrapServers(), KAFKA.server().newNamespace());
    }

    @Test
    void aLoopThatIsStoppedAnywhereGoesOnWhereItWas() throws InterruptedException {
        var random = new Random(7);
        var lines = LineFeed.opener(rig.sensorIds(), WINDOWS);

        for (int stop = 0; stop < 6; stop++) {
            var there = new CountDownLatch(1 + random.nextInt(WINDOWS / 2));
            try (var loop = rig.startFeed(FeedTap.on(lines, batch -> there.countDown()))) {
                await().until(() -> there.getCount() == 0 || hasEnded(loop));
            }
        }
        try (var loop = rig.startFeed(lines)) {
            await().until(() -> hasEnded(loop));

            assertThat(loop.trouble()).isEmpty();
            assertEverythingOnce(lines, stateOf(loop));
        }
    }

    @Test
    void aFeedThatThrowsSaysSoAndTheNextLoopGoesOn() {
        var lines = LineFeed.opener(rig.sensorIds(), WINDOWS);

        for (int broken = 300; broken < WINDOWS; broken += 700) {
            Instant throwsAt = LineFeed.endOf(broken);
            Feed.Opener throwing = FeedTap.on(lines, batch -> {
                if (batch.completeUntil().equals(throwsAt)) {
                    throw new IllegalStateException("the wire is cut");
                }
            });
            try (var loop = rig.startFeed(throwing)) {
                await().untilAsserted(
                                () -> assertThat(loop.trouble()).hasValue("the feed has stopped: the wire is cut"));
            }
        }
        try (var loop = rig.startFeed(lines)) {
            await().until(() -> hasEnded(loop));

            assertEverythingOnce(lines, stateOf(loop));
        }
    }

    @Test
    void whoTakesAKilledRoadsPlaceLeavesALivingFeedAlone() throws Exception {
        var lines = LineFeed.opener(rig.sensorIds(), 1);
        try (var feed = lines.open(Optional.empty());
                var outlet = new FeedOutlet(rig.config(), WireIds.committed(), LineFeed.NAME)) {
            var batch = feed.next().orElseThrow();
            outlet.send(batch);
            await().until(() -> rig.listOpenTransactions().size() == 1);

            rig.abortTransactionsOfTheRoad();
            var state = new FeedState(
                    feed.info(),
                    batch.position(),
                    Optional.of(batch.completeUntil()),
                    OptionalDouble.empty(),
                    Activity.ENDED,
                    batch.counts());
            outlet.commit(state);

            assertThat(NewestOf.find(
                            rig.config(),
                            WireIds.committed(),
                            new Topics(rig.config()).feeds(),
                            LineFeed.NAME,
                            FeedState.class))
                    .hasValue(state);
        }
    }

    @Test
    void aFeedThatHasEndedIsNotOpenedAgain() {
        try (var loop = rig.startFeed(LineFeed.opener(rig.sensorIds(), 3))) {
            await().until(() -> hasEnded(loop));
        }
        Feed.Opener forbidden = position -> {
            throw new AssertionError("opened at " + position);
        };

        try (var loop = rig.startFeed(forbidden)) {
            await().until(() -> hasEnded(loop));

            assertThat(loop.trouble()).isEmpty();
            assertThat(stateOf(loop).completeUntil()).hasValue(LineFeed.endOf(2));
        }
    }

    @Test
    void aTickIsSentWhenTheClockSaysSo() {
        var clock = new StepClock();

        try (var loop = startAtSixtyfold(LineFeed.opener(rig.sensorIds(), 100), clock)) {
            awaitClock(loop, 0);
            clock.step(Duration.ofMillis(4_999));
            await().during(Duration.ofMillis(300)).until(() -> isAt(loop, 0));
            clock.step(Duration.ofMillis(1));
            awaitClock(loop, 1);
            clock.step(Duration.ofSeconds(15));
            awaitClock(loop, 4);
            await().during(Duration.ofMillis(300)).until(() -> isAt(loop, 4));

            assertThat(stateOf(loop).speedup()).hasValue(60);
            assertThat(stateOf(loop).activity()).isEqualTo(Activity.RUNNING);
        }
    }

    @Test
    void historyIsSentAtOnce() {
        var clock = new StepClock();
        Instant live = LineFeed.endOf(49);

        try (var loop = startAtSixtyfold(FeedTap.liveFrom(live, LineFeed.opener(rig.sensorIds(), 100)), clock)) {
            awaitClock(loop, 50);

            await().during(Duration.ofMillis(300)).until(() -> isAt(loop, 50));
        }
    }

    @Test
    void aPausedFeedSaysSoAndGoesOnFromThereAtTheNextStart() {
        var clock = new StepClock();
        var lines = LineFeed.opener(rig.sensorIds(), 100);

        try (var loop = startAtSixtyfold(lines, clock)) {
            awaitClock(loop, 0);
            loop.pause();
            await().until(() -> stateOf(loop).activity() == Activity.PAUSED);
            clock.step(Duration.ofHours(1));
            await().during(Duration.ofMillis(300)).until(() -> isAt(loop, 0));
        }
        try (var loop = startAtSixtyfold(lines, clock)) {
            awaitClock(loop, 1);
            await().during(Duration.ofMillis(300)).until(() -> isAt(loop, 1));
            clock.step(Duration.ofSeconds(5));
            awaitClock(loop, 2);

            assertThat(stateOf(loop).activity()).isEqualTo(Activity.RUNNING);
        }
    }

    @Test
    void aFeedThatIsPausedBeforeItsFirstTickBeginsAtTheBeginning() {
        var lines = LineFeed.opener(rig.sensorIds(), 5);

        try (var loop = startAtSixtyfold(lines, new StepClock())) {
            loop.pause();
            await().until(() -> loop.state().isPresent() && stateOf(loop).activity() == Activity.PAUSED);
        }
        try (var loop = rig.startFeed(lines)) {
            await().until(() -> hasEnded(loop));

            assertEverythingOnce(lines, stateOf(loop));
        }
    }

    @Test
    void aSecondLoopOfTheSameNameTakesOver() {
        var lines = LineFeed.opener(rig.sensorIds(), WINDOWS);
        var there = new CountDownLatch(500);

        try (var first = rig.startFeed(FeedTap.on(lines, batch -> there.countDown()))) {
            await().until(() -> there.getCount() == 0);
            try (var second = rig.startFeed(lines)) {
                await().until(() -> hasEnded(first) || hasEnded(second));
                await().until(() -> hasEnded(second));

                assertEverythingOnce(lines, stateOf(second));
            }
        }
    }

    private FeedLoop startAtSixtyfold(Feed.Opener opener, InstantSource clock) {
        return FeedLoop.start(
                rig.config(), rig.ids(), LineFeed.NAME, new FeedConfig(OptionalDouble.of(60)), opener, clock);
    }

    /** Each record and each mark of the whole feed is in the log once, in its order, and the state's counts say so. */
    private void assertEverythingOnce(Feed.Opener opener, FeedState state) {
        var expectedLines = new ArrayList<String>();
        var expectedCounts = new TreeMap<String, Long>();
        var expectedMarks = new ArrayList<Instant>();
        try (Feed feed = opener.open(Optional.empty())) {
            for (var next = feed.next(); next.isPresent(); next = feed.next()) {
                FeedBatch batch = next.get();
                batch.records().forEach(item -> expectedLines.add(new String(item.payload(), UTF_8)));
                batch.counts().forEach((counter, count) -> expectedCounts.merge(counter, count, Long::sum));
                expectedMarks.add(batch.completeUntil());
            }
        }
        expectedCounts.put("marks", 3L * expectedMarks.size());
        var lines = new ArrayList<String>();
        Map<Integer, List<Instant>> marks = new TreeMap<>();
        var wire = new Wire(WireIds.committed());
        for (var record : Committed.list(rig.config(), new Topics(rig.config()).raw())) {
            if (record.value()[0] == Wire.MAGIC) {
                Mark mark = (Mark) wire.decode(record.value());
                assertThat(mark.lane()).isEqualTo(record.partition());
                marks.computeIfAbsent(record.partition(), lane -> new ArrayList<>())
                        .add(mark.completeUntil());
            } else {
                lines.add(new String(record.value(), UTF_8));
            }
        }

        assertThat(lines.stream().collect(groupingBy(identity(), counting())))
                .isEqualTo(expectedLines.stream().collect(groupingBy(identity(), counting())));
        assertThat(marks).hasSize(3).allSatisfy((lane, said) -> assertThat(said).isEqualTo(expectedMarks));
        assertThat(state.counts()).isEqualTo(expectedCounts);
    }

    private static void awaitClock(FeedLoop loop, int window) {
        await().until(() -> isAt(loop, window));
    }

    private static boolean isAt(FeedLoop loop, int window) {
        return loop.state()
                .flatMap(FeedState::completeUntil)
                .filter(LineFeed.endOf(window)::equals)
                .isPresent();
    }

    private static boolean hasEnded(FeedLoop loop) {
        return loop.state().filter(state -> state.activity() == Activity.ENDED).isPresent();
    }

    private static FeedState stateOf(FeedLoop loop) {
        return loop.state().orElseThrow();
    }
}
