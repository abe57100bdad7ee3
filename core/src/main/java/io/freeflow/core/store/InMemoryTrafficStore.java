package io.freeflow.core.store;

import static java.util.Comparator.comparing;

import io.freeflow.core.incident.IncidentPlace;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Imputation;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.road.SensorPlace;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.window.RegionWindow;
import io.freeflow.core.window.TrafficState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All of the road's memory in maps; the store of tests, of simulation and of a run that need not remember. Thread-safe.
 *
 * <p>What it took in stands in the ledger as stage {@code store}, part {@code memory}.
 */
public final class InMemoryTrafficStore implements TrafficStore, Sink, News {

    private static final String PART = "memory";

    private final Map<SourcePartition, Long> positions = new HashMap<>();
    private final Map<ReadingKey, StoredReading> readings = new HashMap<>();
    private final NavigableMap<String, StoredReading> newestReadings = new TreeMap<>();
    private final Map<String, NavigableMap<Instant, StoredWindow>> windows = new TreeMap<>();
    private final Map<ForecastKey, Forecast> forecasts = new HashMap<>();
    private final NavigableMap<String, Forecast> newestForecasts = new TreeMap<>();
    private final NavigableMap<Instant, Map<String, Imputation>> imputations = new TreeMap<>();
    private final Map<String, Alert> alerts = new TreeMap<>();
    private final Map<String, SensorHealth> health = new TreeMap<>();
    private final LetterShelf letters = new LetterShelf();
    private final Map<String, Incident> incidents = new TreeMap<>();
    private final NavigableMap<String, FeedState> feeds = new TreeMap<>();
    private final NavigableMap<String, SourceState> sources = new TreeMap<>();
    private final Map<BookKey, LedgerEntry> books = new TreeMap<>();
    private final Map<ScoreKey, ScoreSheet> scores = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private Optional<Network> network = Optional.empty();

    private record ReadingKey(String feed, String sensorId, Instant start) {}

    private record ForecastKey(String region, Instant issuedAt, String model) {}

    private record BookKey(String stage, String part) implements Comparable<BookKey> {
        @Override
        public int compareTo(BookKey other) {
            return comparing(BookKey::stage).thenComparing(BookKey::part).compare(this, other);
        }
    }

    private record ScoreKey(String region, String model, LocalDate day) implements Comparable<ScoreKey> {
        @Override
        public int compareTo(ScoreKey other) {
            return comparing(ScoreKey::region)
                    .thenComparing(ScoreKey::model)
                    .thenComparing(ScoreKey::day)
                    .compare(this, other);
        }
    }

    /** The newest revision of each part of one window. */
    private static final class StoredWindow {

        private final NavigableMap<Integer, WindowPart> parts = new TreeMap<>();

        /** Takes a part unless this revision of it, or a newer one, is here. */
        boolean take(WindowPart part) {
            var before = parts.get(part.part());
            if (before != null && before.revision() >= part.revision()) {
                return false;
            }
            parts.put(part.part(), part);
            return true;
        }

        boolean isComplete() {
            return parts.size() == parts.firstEntry().getValue().parts();
        }

        Stream<SensorWindow> of(Set<String> sensorIds) {
            return parts.values().stream()
                    .flatMap(part -> part.states().stream()
                            .filter(state -> sensorIds.contains(state.sensorId()))
                            .map(state -> new SensorWindow(part.interval(), part.revision(), state)));
        }

        RegionWindow inOrder(List<String> sensorIds) {
            var states = parts.values().stream()
                    .flatMap(part -> part.states().stream())
                    .collect(Collectors.toMap(TrafficState::sensorId, Function.identity(), (one, other) -> other));
            var any = parts.firstEntry().getValue();
            return new RegionWindow(
                    any.region(),
                    any.interval(),
                    parts.values().stream().mapToInt(WindowPart::revision).max().orElseThrow(),
                    parts.values().stream()
                            .map(WindowPart::knownAt)
                            .max(Instant::compareTo)
                            .orElseThrow(),
                    sensorIds.stream()
                            .map(id -> states.getOrDefault(id, TrafficState.missing(id)))
                            .toList());
        }

        Stream<String> sensorIds() {
            return parts.values().stream()
                    .flatMap(part -> part.states().stream())
                    .map(TrafficState::sensorId)
                    .sorted();
        }
    }

    /** Makes a version of the network the newest. */
    public void save(Network newest) {
        synchronized (this) {
            network = Optional.of(newest);
        }
        tell(EnumSet.of(Topic.FEEDS, Topic.WINDOWS));
    }

    @Override
    public synchronized Map<SourcePartition, Long> positions() {
        return Map.copyOf(positions);
    }

    @Override
    public void write(List<? extends Message> batch, Map<SourcePartition, Advance> advances) {
        // A batch that cannot be read to its end must leave nothing.
        List<Message> whole = List.copyOf(batch);
        var news = EnumSet.noneOf(Topic.class);
        synchronized (this) {
            advances.forEach((partition, advance) -> {
                if (positions.getOrDefault(partition, 0L) != advance.from()) {
                    throw new FencedException(partition, advance);
                }
            });
            whole.forEach(message -> take(message, news));
            advances.forEach((partition, advance) -> positions.put(partition, advance.to()));
        }
        tell(news);
    }

    private void take(Message message, Set<Topic> news) {
        switch (message) {
            case Reading reading -> {
                news.add(Topic.READINGS);
                news.add(Topic.LEDGER);
                count(store(reading));
                hear(new SourceState(
                        reading.feed(), Optional.of(reading.interval().end()), Optional.empty()));
            }
            case WindowPart part -> {
                news.add(Topic.WINDOWS);
                news.add(Topic.LEDGER);
                if (windows.computeIfAbsent(part.region(), region -> new TreeMap<>())
                        .computeIfAbsent(part.interval().start(), start -> new StoredWindow())
                        .take(part)) {
                    count(Counters.STORED_PARTS);
                }
            }
            case Forecast forecast -> {
                news.add(Topic.FORECASTS);
                news.add(Topic.LEDGER);
                var key = new ForecastKey(forecast.region(), forecast.issuedAt(), forecast.model());
                if (forecasts.put(key, forecast) == null) {
                    count(Counters.STORED_FORECASTS);
                }
                newestForecasts.merge(
                        forecast.region(),
                        forecast,
                        (before, now) -> now.issuedAt().isBefore(before.issuedAt()) ? before : now);
            }
            case Alert alert -> {
                news.add(Topic.ALERTS);
                news.add(Topic.LEDGER);
                alerts.put(alert.id(), alert);
                count(Counters.STORED_ALERTS);
            }
            case SensorHealth one -> {
                news.add(Topic.HEALTH);
                news.add(Topic.LEDGER);
                health.put(one.sensorId(), one);
                count(Counters.STORED_HEALTH);
            }
            case Imputation imputation -> {
                news.add(Topic.WINDOWS);
                news.add(Topic.LEDGER);
                if (imputations
                                .computeIfAbsent(imputation.interval().start(), start -> new TreeMap<>())
                                .putIfAbsent(imputation.region(), imputation)
                        == null) {
                    count(Counters.STORED_IMPUTATIONS);
                }
            }
            case Incident incident -> {
                news.add(Topic.INCIDENTS);
                news.add(Topic.LEDGER);
                incidents.merge(incident.id(), incident, Incident::newer);
                count(Counters.STORED_INCIDENTS);
            }
            case DeadLetter letter -> {
                news.add(Topic.LEDGER);
                count(letters.take(letter, clockOf(letter.source())));
            }
            case LetterPassed passed -> {
                news.add(Topic.LEDGER);
                count(letters.pass(passed));
            }
            case LedgerEntry entry -> {
                news.add(Topic.LEDGER);
                books.put(new BookKey(entry.stage(), entry.part()), entry);
            }
            case ScoreSheet sheet -> {
                news.add(Topic.LEDGER);
                scores.put(new ScoreKey(sheet.region(), sheet.model(), sheet.day()), sheet);
            }
            case FeedState state -> {
                news.add(Topic.FEEDS);
                news.add(Topic.LEDGER);
                feeds.put(state.info().name(), state);
            }
            case SensorPlace place -> {}
            case Mark mark -> hear(new SourceState(mark.source(), Optional.empty(), Optional.of(mark.completeUntil())));
            case RawRecord raw -> {}
            case AlertAct act -> {}
        }
    }

    private String store(Reading reading) {
        var key = new ReadingKey(
                reading.feed(), reading.sensorId(), reading.interval().start());
        var before = readings.get(key);
        if (before != null && before.reading().measurement().equals(reading.measurement())) {
            return Counters.DUPLICATE;
        }
        var stored = new StoredReading(reading, before == null ? 0 : before.revision() + 1);
        readings.put(key, stored);
        newestReadings.merge(
                reading.sensorId(), stored, (newest, now) -> start(now).isBefore(start(newest)) ? newest : now);
        return before == null ? Counters.STORED : Counters.REVISED;
    }

    /** That of the feed; else of the one that came furthest. */
    private Optional<Instant> clockOf(String source) {
        return Optional.ofNullable(feeds.get(source))
                .flatMap(FeedState::completeUntil)
                .or(() -> feeds.values().stream()
                        .flatMap(feed -> feed.completeUntil().stream())
                        .max(Instant::compareTo));
    }

    private void count(String counter) {
        counts.merge(counter, 1L, Long::sum);
    }

    private static Instant start(StoredReading stored) {
        return stored.reading().interval().start();
    }

    @Override
    public synchronized Optional<Network> findNetwork() {
        return network;
    }

    private void hear(SourceState source) {
        sources.merge(source.feed(), source, SourceState::and);
    }

    @Override
    public synchronized List<SourceState> listSources() {
        return List.copyOf(sources.values());
    }

    @Override
    public synchronized List<FeedState> listFeeds() {
        return List.copyOf(feeds.values());
    }

    @Override
    public synchronized List<StoredReading> listNewestReadings() {
        return List.copyOf(newestReadings.values());
    }

    @Override
    public synchronized List<StoredReading> listReadings(ReadingQuery query) {
        return readings.values().stream()
                .filter(stored -> answers(query, stored))
                .sorted(comparing(InMemoryTrafficStore::start)
                        .reversed()
                        .thenComparing(stored -> stored.reading().sensorId())
                        .thenComparing(stored -> stored.reading().feed()))
                .limit(query.limit())
                .toList();
    }

    private static boolean answers(ReadingQuery query, StoredReading stored) {
        var start = start(stored);
        var sensorId = stored.reading().sensorId();
        return query.sensorId().map(sensorId::equals).orElse(true)
                && query.from().map(from -> !start.isBefore(from)).orElse(true)
                && query.to().map(start::isBefore).orElse(true)
                && query.after()
                        .map(key -> start.isBefore(key.start())
                                || (start.equals(key.start()) && sensorId.compareTo(key.sensorId()) > 0))
                        .orElse(true);
    }

    @Override
    public synchronized List<RegionWindow> listNewestWindows() {
        var newest = new ArrayList<RegionWindow>();
        windows.forEach((region, byStart) -> byStart.descendingMap().values().stream()
                .filter(StoredWindow::isComplete)
                .findFirst()
                .ifPresent(window -> newest.add(window.inOrder(sensorIds(region, window)))));
        return List.copyOf(newest);
    }

    /** The sensors of a region; before a network was saved, those that the window speaks of. */
    private List<String> sensorIds(String region, StoredWindow window) {
        return network.map(known ->
                        known.sensorsOf(region).stream().map(Sensor::id).toList())
                .orElseGet(() -> window.sensorIds().toList());
    }

    @Override
    public List<SensorWindow> listWindows(String sensorId, Instant from, Instant to) {
        return listWindows(Set.of(sensorId), from, to);
    }

    @Override
    public synchronized List<SensorWindow> listWindows(Set<String> sensorIds, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        return windows.values().stream()
                .map(byStart -> byStart.subMap(from, to).values())
                .flatMap(Collection::stream)
                .flatMap(window -> window.of(sensorIds))
                .sorted(comparing((SensorWindow window) -> window.interval().start())
                        .thenComparing(window -> window.state().sensorId()))
                .toList();
    }

    @Override
    public synchronized List<ImputedWindow> listImputed(Set<String> sensorIds, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        return imputations.subMap(from, to).values().stream()
                .flatMap(byRegion -> byRegion.values().stream())
                .flatMap(imputation -> imputation.states().stream()
                        .filter(state -> sensorIds.contains(state.sensorId()))
                        .map(state -> new ImputedWindow(imputation.interval(), state)))
                .sorted(comparing((ImputedWindow window) -> window.interval().start())
                        .thenComparing(window -> window.state().sensorId()))
                .toList();
    }

    @Override
    public synchronized List<Forecast> listNewestForecasts() {
        return List.copyOf(newestForecasts.values());
    }

    @Override
    public synchronized List<Alert> listAlerts(AlertQuery query) {
        return alerts.values().stream()
                .filter(alert -> query.statuses().contains(alert.status()))
                .filter(alert -> query.corridorId()
                        .map(alert.place().corridorId()::equals)
                        .orElse(true))
                .filter(alert -> query.from()
                        .map(from -> !alert.openedAt().isBefore(from))
                        .orElse(true))
                .filter(alert -> query.to().map(alert.openedAt()::isBefore).orElse(true))
                .sorted(comparing(Alert::openedAt).reversed().thenComparing(Alert::id))
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized List<SensorHealth> listHealth() {
        return List.copyOf(health.values());
    }

    @Override
    public synchronized Optional<Alert> findAlert(String id) {
        return Optional.ofNullable(alerts.get(id));
    }

    @Override
    public synchronized List<StoredLetter> listLetters(LetterQuery query) {
        return letters.list(query);
    }

    @Override
    public synchronized Map<Reason, Long> countLetters(LetterQuery query) {
        return letters.count(query);
    }

    @Override
    public synchronized List<StoredLetter.Whole> findLetters(Collection<String> letterIds) {
        return letters.find(letterIds);
    }

    @Override
    public synchronized List<Incident> listIncidents(IncidentQuery query) {
        return incidents.values().stream()
                .filter(incident -> query.state() == IncidentQuery.State.ALL
                        || query.state() == IncidentQuery.stateOf(incident, query.now()))
                .filter(incident -> query.corridorId()
                        .map(corridor -> incident.place() instanceof IncidentPlace.OnCorridor on
                                && on.corridorId().equals(corridor))
                        .orElse(true))
                .filter(incident -> query.type().map(incident.type()::equals).orElse(true))
                .filter(incident -> query.from()
                        .map(from -> !incident.start().isBefore(from))
                        .orElse(true))
                .filter(incident -> query.to().map(incident.start()::isBefore).orElse(true))
                .sorted(IncidentQuery.ORDER)
                .limit(query.limit())
                .toList();
    }

    @Override
    public synchronized Optional<Incident> findIncident(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    @Override
    public synchronized List<LedgerEntry> listLedger() {
        var entries = new ArrayList<>(books.values());
        feeds.forEach((name, feed) -> entries.add(new LedgerEntry(Stages.FEED, name, feed.counts())));
        if (!counts.isEmpty()) {
            entries.add(new LedgerEntry(Stages.STORE, PART, counts));
        }
        return List.copyOf(entries);
    }

    @Override
    public synchronized List<ScoreSheet> listScores() {
        return List.copyOf(scores.values());
    }

    @Override
    public void check() {}

    @Override
    public Subscription subscribe(Consumer<Set<Topic>> listener) {
        var listening = new Listener(listener);
        listeners.add(listening);
        listening.thread.start();
        return () -> {
            listeners.remove(listening);
            listening.close();
        };
    }

    private void tell(Set<Topic> topics) {
        if (!topics.isEmpty()) {
            listeners.forEach(listener -> listener.add(topics));
        }
    }

    /** One listener with its thread and the topics it was not yet told of. */
    private static final class Listener {

        private final Consumer<Set<Topic>> consumer;
        private final EnumSet<Topic> waiting = EnumSet.noneOf(Topic.class);
        private final Thread thread = Thread.ofVirtual().name("store-news").unstarted(this::run);
        private boolean closed;

        Listener(Consumer<Set<Topic>> consumer) {
            this.consumer = consumer;
        }

        synchronized void add(Set<Topic> topics) {
            waiting.addAll(topics);
            notifyAll();
        }

        synchronized void close() {
            closed = true;
            notifyAll();
        }

        /** Waits for news; empty once closed. */
        private synchronized Set<Topic> take() throws InterruptedException {
            while (waiting.isEmpty() && !closed) {
                wait();
            }
            var topics = EnumSet.noneOf(Topic.class);
            if (!closed) {
                topics.addAll(waiting);
            }
            waiting.clear();
            return topics;
        }

        private void run() {
            try {
                for (var topics = take(); !topics.isEmpty(); topics = take()) {
                    consumer.accept(topics);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
