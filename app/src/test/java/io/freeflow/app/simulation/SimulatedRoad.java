package io.freeflow.app.simulation;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Imputation;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.road.SensorPlace;
import io.freeflow.core.road.Stage;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.store.Advance;
import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.SourcePartition;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.forecast.ForecastConfig;
import io.freeflow.forecast.ForecastStage;
import io.freeflow.pipeline.aggregate.AggregateConfig;
import io.freeflow.pipeline.aggregate.AggregateStage;
import io.freeflow.pipeline.alert.AlertStage;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import io.freeflow.testkit.Networks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Feed, log, tasks and store, and what happens to them next. */
final class SimulatedRoad {

    static final String RAW = "traffic-raw";
    static final String EVENTS = "traffic-events";
    static final String STRAYS = "traffic-strays";
    static final String LETTERS = "traffic-dlq";
    static final String AGGREGATES = "processed-traffic-aggregates";
    static final String SLOTS = "traffic-slots";
    static final String HEALTH = "traffic-health";
    static final String PREDICTIONS = "traffic-predictions";
    static final String IMPUTATIONS = "traffic-imputations";
    static final String ALERTS = "traffic-alerts";
    static final String SCORES = "traffic-scores";
    static final String FEEDS = "traffic-feeds";

    static final Network NETWORK = Networks.draw("""
            north  I-5    N  A B C D E
            south  I-405  S  F G H I J
            """);
    static final ValidateConfig VALIDATE = ValidateConfig.USUAL.withPeriod(Duration.ofMinutes(1));
    static final AggregateConfig AGGREGATE = new AggregateConfig(
            Duration.ofSeconds(30),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofDays(1),
            Duration.ofMinutes(1));

    static final int LANES = 3;
    private static final int REGION_PARTITIONS = 2;
    private static final List<AlertRule> RULES = List.of(
            rule("queue", new AlertCondition.Queue(0, 0)),
            rule("slowing", new AlertCondition.Incident(AlertCondition.Finder.SLOWING)));

    private static AlertRule rule(String id, AlertCondition when) {
        return new AlertRule(
                id,
                id,
                when,
                Severity.MEDIUM,
                Duration.ZERO,
                Duration.ofMinutes(5),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of());
    }

    private final Random random;
    private final SimulatedLog log = new SimulatedLog();
    private final SimulatedFeed feed;
    private final List<SimulatedTask> tasks = new ArrayList<>();
    private final InMemoryTrafficStore store = new InMemoryTrafficStore();
    private Map<SourcePartition, Long> stored = new HashMap<>();

    SimulatedRoad(long seed) {
        random = new Random(seed);
        feed = new SimulatedFeed(
                log, seed, NETWORK.sensors().stream().map(Sensor::id).toList(), LANES);
        store.save(NETWORK);
        for (int lane = 0; lane < LANES; lane++) {
            int part = lane;
            task(
                    part,
                    List.of(RAW, STRAYS),
                    List.of(
                            () -> new ValidateStage(VALIDATE, new JsonDecoder(), NETWORK, part),
                            () -> new AggregateStage(AGGREGATE, NETWORK, part, LANES, LANES)),
                    new OwnReadings(part));
        }
        for (int partition = 0; partition < REGION_PARTITIONS; partition++) {
            String part = Integer.toString(partition);
            task(
                    partition,
                    List.of(AGGREGATES, SLOTS),
                    List.of(
                            () -> new WindowsOnly(new ForecastStage(NETWORK, ForecastConfig.DEFAULT, Map.of(), part)),
                            () -> new AlertStage(NETWORK, RULES, part)),
                    new Windows());
        }
    }

    /** Readings of a lane's own sensors go on in its task, those of others by their own lane's; so do its marks. */
    private record OwnReadings(int lane) implements SimulatedTask.Handing {
        @Override
        public boolean toFirst(SourcePartition from, Message read) {
            return from.topic().equals(RAW);
        }

        @Override
        public boolean toFollower(SourcePartition from, Message read) {
            return from.topic().equals(STRAYS) && !(read instanceof Mark mark && mark.lane() == lane);
        }

        @Override
        public boolean madeToFollower(Message made) {
            return made instanceof Mark
                    || (made instanceof Reading reading && laneOf(reading.sensorId(), LANES) == lane);
        }
    }

    /** Windows and slots go to alert, windows to forecast before it is given what that makes of them. */
    private record Windows() implements SimulatedTask.Handing {
        @Override
        public boolean toFirst(SourcePartition from, Message read) {
            return from.topic().equals(AGGREGATES);
        }

        @Override
        public boolean toFollower(SourcePartition from, Message read) {
            return true;
        }

        @Override
        public boolean madeToFollower(Message made) {
            return made instanceof Forecast;
        }
    }

    private void task(
            int partition,
            List<String> topics,
            List<Supplier<Stage<Message, Message>>> chain,
            SimulatedTask.Handing handing) {
        var inputs = topics.stream()
                .map(topic -> new SourcePartition(topic, partition))
                .toList();
        tasks.add(new SimulatedTask(log, inputs, chain, handing, output -> route(partition, output)));
    }

    private List<SourcePartition> route(int from, Message output) {
        return switch (output) {
            case Reading reading -> {
                int lane = laneOf(reading.sensorId(), LANES);
                var event = new SourcePartition(EVENTS, lane);
                yield lane == from ? List.of(event) : List.of(event, new SourcePartition(STRAYS, lane));
            }
            case SensorPlace place -> List.of(new SourcePartition(EVENTS, laneOf(place.sensorId(), LANES)));
            case Mark mark ->
                IntStream.range(0, LANES)
                        .boxed()
                        .flatMap(
                                lane -> Stream.of(new SourcePartition(EVENTS, lane), new SourcePartition(STRAYS, lane)))
                        .toList();
            case DeadLetter letter -> List.of(new SourcePartition(LETTERS, 0));
            case WindowPart window ->
                List.of(new SourcePartition(window.isSlot() ? SLOTS : AGGREGATES, partitionOf(window.region())));
            case SensorHealth health -> List.of(new SourcePartition(HEALTH, 0));
            case Forecast forecast -> List.of(new SourcePartition(PREDICTIONS, partitionOf(forecast.region())));
            case Imputation imputation -> List.of(new SourcePartition(IMPUTATIONS, partitionOf(imputation.region())));
            case Alert alert -> List.of(new SourcePartition(ALERTS, partitionOf(alert.region())));
            case ScoreSheet sheet -> List.of(new SourcePartition(SCORES, 0));
            default -> throw new IllegalStateException("no stage gives out " + output);
        };
    }

    static int laneOf(String sensorId, int lanes) {
        return Math.floorMod(sensorId.hashCode(), lanes);
    }

    private static int partitionOf(String region) {
        return Math.floorMod(region.hashCode(), REGION_PARTITIONS);
    }

    /** Something happens; false when nothing is left to happen but crashes. */
    boolean step() {
        var task = tasks.get(random.nextInt(tasks.size()));
        int what = random.nextInt(100);
        if (what < 50) {
            task.poll(random);
        } else if (what < 75) {
            task.commit();
        } else if (what < 78) {
            task.crash();
        } else if (what < 80) {
            task.commit();
            task.crash();
        } else if (what < 88 && !feed.hasEnded()) {
            feed.send();
        } else if (what < 98) {
            storeSome(true);
        } else {
            storeSome(false);
        }
        return !isDone();
    }

    /** Nothing is under way any more. */
    boolean isDone() {
        return feed.hasEnded() && tasks.stream().allMatch(SimulatedTask::isIdle) && isStored();
    }

    private boolean isStored() {
        return storedTopics()
                .allMatch(
                        partition -> position(partition) == log.read(partition).size());
    }

    private Stream<SourcePartition> storedTopics() {
        return log.of(EVENTS, LETTERS, AGGREGATES, HEALTH, PREDICTIONS, IMPUTATIONS, ALERTS, SCORES, FEEDS).stream();
    }

    private long position(SourcePartition partition) {
        return store.positions().getOrDefault(partition, 0L);
    }

    /**
     * The store takes some records of some partitions, exactly once.
     *
     * @param told whether the loop hears that it was written; one that does not must ask the store before it goes on
     */
    private void storeSome(boolean told) {
        var batch = new ArrayList<Message>();
        var advances = new HashMap<SourcePartition, Advance>();
        storedTopics().filter(partition -> random.nextBoolean()).forEach(partition -> {
            long from = stored.getOrDefault(partition, 0L);
            var records = log.read(partition);
            long to = Math.min(records.size(), from + random.nextInt(20));
            if (to > from) {
                batch.addAll(records.subList((int) from, (int) to));
                advances.put(partition, new Advance(from, to));
            }
        });
        try {
            store.write(batch, advances);
            if (told) {
                advances.forEach((partition, advance) -> stored.put(partition, advance.to()));
            }
        } catch (Sink.FencedException lostTheAcknowledgement) {
            stored = new HashMap<>(store.positions());
        }
    }

    /** The books of all, as far as they are committed. */
    Ledger ledger() {
        var entries = new ArrayList<LedgerEntry>();
        entries.add(feed.books());
        tasks.forEach(task -> entries.addAll(task.books()));
        store.listLedger().stream()
                .filter(entry -> entry.stage().equals(Stages.STORE))
                .forEach(entries::add);
        return Ledger.of(entries);
    }

    /** What a stage that never crashes makes of all that came to a part of aggregate. */
    List<Message> aggregateAgain(int part) {
        var outputs = new ArrayList<Message>();
        var stage = new AggregateStage(AGGREGATE, NETWORK, part, LANES, LANES);
        tasks.get(part).followed().forEach(message -> stage.accept(message, outputs::add));
        return outputs;
    }

    SimulatedFeed feed() {
        return feed;
    }

    SimulatedLog log() {
        return log;
    }

    InMemoryTrafficStore store() {
        return store;
    }

    private record WindowsOnly(Stage<WindowPart, Message> stage) implements Stage<Message, Message> {

        @Override
        public void accept(Message input, Consumer<? super Message> out) {
            stage.accept((WindowPart) input, out);
        }

        @Override
        public void save(BiConsumer<String, byte @Nullable []> granules) {
            stage.save(granules);
        }

        @Override
        public LedgerEntry books() {
            return stage.books();
        }

        @Override
        public void restore(String granule, byte[] bytes) {
            stage.restore(granule, bytes);
        }
    }
}
