package io.freeflow.serve;

import static io.freeflow.core.store.News.Topic.FORECASTS;
import static io.freeflow.core.store.News.Topic.WINDOWS;

import io.freeflow.core.road.Alert;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.store.News;
import io.freeflow.core.store.SensorWindow;
import io.freeflow.core.window.RegionWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes news to the WebSocket clients, on one thread. It asks the store only while somebody listens, and sends only what
 * differs from what it sent before.
 *
 * <p>News that come faster than the pace are merged: windows and forecasts wait at most 20 ms, everything else at most
 * the push interval.
 */
final class Publisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration URGENT_PACE = Duration.ofMillis(20);
    private static final Duration WITHOUT_NEWS = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final LiveMap map;
    private final AlertWire alertWire;
    private final RealTime realTime;
    private final Clock clock;
    private final Duration pushInterval;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final EnumSet<News.Topic> waiting = EnumSet.noneOf(News.Topic.class);
    private boolean isClosed;

    private final Object publishing = new Object();
    private final Map<String, RegionWindow> pushedWindows = new HashMap<>();
    private final Map<String, Issued> pushedForecasts = new HashMap<>();
    private Map<String, Alert> pushedAlerts = Map.of();
    private MapView pushed = MapView.NOTHING;
    private boolean isListenedTo;

    private final Thread thread = Thread.ofVirtual().name("serve-publisher").unstarted(this::run);

    private record Issued(Instant issuedAt, String model, String modelVersion, Instant knownAt) {}

    Publisher(LiveMap map, AlertWire alertWire, RealTime realTime, Clock clock, Duration pushInterval) {
        this.map = map;
        this.alertWire = alertWire;
        this.realTime = realTime;
        this.clock = clock;
        this.pushInterval = pushInterval;
    }

    void start() {
        thread.start();
    }

    /** Takes news from the store's thread. */
    void tell(Set<News.Topic> topics) {
        lock.lock();
        try {
            waiting.addAll(topics);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Subscribes a client: from here on it is sent what is new, and of the map first all of it. Nothing is pushed between
     * the confirmation and the first map.
     */
    void subscribe(Client client, Channel channel, String confirmation) {
        synchronized (publishing) {
            var view = viewOrNothing();
            if (!isListenedTo && view != MapView.NOTHING) {
                isListenedTo = true;
                newWindows(view.windows());
                newForecasts(view.forecasts());
                changedAlerts(view.alerts().standing());
                pushed = view;
            }
            client.subscribe(channel);
            client.send(confirmation);
            client.show(view);
        }
    }

    /** The newest view; nothing while the store cannot be asked, and then the next publish makes up for it. */
    private MapView viewOrNothing() {
        try {
            return map.view();
        } catch (RuntimeException e) {
            LOG.warn("serve: cannot ask the store for the map: {}", e.toString());
            return MapView.NOTHING;
        }
    }

    private void run() {
        long last = System.nanoTime() - pushInterval.toNanos();
        try {
            while (await(last)) {
                last = System.nanoTime();
                try {
                    publish();
                } catch (RuntimeException e) {
                    LOG.warn("serve: cannot publish, will try again: {}", e.toString());
                    pause(AFTER_FAILURE);
                    tell(EnumSet.allOf(News.Topic.class));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something is to be published; false when it is over. */
    private boolean await(long last) throws InterruptedException {
        lock.lock();
        try {
            long deadline = System.nanoTime() + WITHOUT_NEWS.toNanos();
            while (!isClosed) {
                long now = System.nanoTime();
                long wait = waiting.isEmpty() ? deadline - now : last + pace().toNanos() - now;
                if (wait <= 0) {
                    waiting.clear();
                    return true;
                }
                changed.awaitNanos(wait);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private Duration pace() {
        var isUrgent = waiting.contains(WINDOWS) || waiting.contains(FORECASTS);
        return isUrgent && URGENT_PACE.compareTo(pushInterval) < 0 ? URGENT_PACE : pushInterval;
    }

    private void pause(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!isClosed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void publish() {
        synchronized (publishing) {
            if (!realTime.hasSubscribers()) {
                isListenedTo = false;
                return;
            }
            var view = map.view();
            if (view == pushed) {
                return;
            }
            realTime.show(view);
            realTime.push(Channel.TRAFFIC_DATA, trafficUpdates(newWindows(view.windows())));
            realTime.push(Channel.PREDICTIONS, predictionUpdates(newForecasts(view.forecasts())));
            realTime.push(Channel.ALERTS, alertUpdates(view.alerts()));
            pushed = view;
        }
    }

    private List<RegionWindow> newWindows(Collection<RegionWindow> windows) {
        var fresh = new ArrayList<RegionWindow>();
        for (RegionWindow window : windows) {
            if (!window.equals(pushedWindows.put(window.region(), window))) {
                fresh.add(window);
            }
        }
        return fresh;
    }

    private List<Forecast> newForecasts(Collection<Forecast> forecasts) {
        var fresh = new ArrayList<Forecast>();
        for (Forecast forecast : forecasts) {
            var key = new Issued(forecast.issuedAt(), forecast.model(), forecast.modelVersion(), forecast.knownAt());
            if (!key.equals(pushedForecasts.put(forecast.region(), key))) {
                fresh.add(forecast);
            }
        }
        return fresh;
    }

    private List<String> trafficUpdates(List<RegionWindow> windows) {
        var now = clock.instant();
        return Wire.current(windows).stream()
                .map(window -> trafficUpdate(window, now))
                .toList();
    }

    private static String trafficUpdate(SensorWindow window, Instant now) {
        return RealTime.message(
                "traffic_update",
                json -> json.text("sensor_id", window.state().sensorId())
                        .object("data", inner -> Wire.state(inner, window))
                        .time("timestamp", now));
    }

    private List<String> predictionUpdates(List<Forecast> forecasts) {
        var now = clock.instant();
        var updates = new ArrayList<String>();
        for (Forecast forecast : forecasts) {
            var issue = Issue.newestOf(List.of(forecast)).orElseThrow();
            for (String sensorId : forecast.sensorIds()) {
                updates.add(RealTime.message(
                        "prediction_update",
                        json -> json.text("sensor_id", sensorId)
                                .objects(
                                        "prediction",
                                        Issue.allSteps(sensorId),
                                        (inner, asked) -> Wire.prediction(inner, issue, asked))
                                .time("timestamp", now)));
            }
        }
        return updates;
    }

    /** What changed since the last push; what does not stand any more is asked for by name. */
    private List<Alert> changedAlerts(List<Alert> standing) {
        var before = pushedAlerts;
        var now = new LinkedHashMap<String, Alert>();
        standing.forEach(alert -> now.put(alert.id(), alert));
        var changed = new ArrayList<Alert>();
        before.keySet().stream()
                .filter(id -> !now.containsKey(id))
                .flatMap(id -> map.findAlert(id).stream())
                .forEach(changed::add);
        now.values().stream()
                .filter(alert -> !alert.equals(before.get(alert.id())))
                .forEach(changed::add);
        pushedAlerts = now; // not before: what the store did not answer is asked again
        return changed;
    }

    private List<String> alertUpdates(MapView.Alerts alerts) {
        var now = clock.instant();
        return changedAlerts(alerts.standing()).stream()
                .map(alert -> RealTime.message(
                        "alert",
                        json -> json.text("alert_id", alert.id())
                                .object("alert", inner -> alertWire.alert(inner, alert, alerts.network()))
                                .time("timestamp", now)))
                .toList();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread.isAlive()) {
            joinThread();
        }
    }

    private void joinThread() {
        try {
            thread.join(Duration.ofMillis(200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
