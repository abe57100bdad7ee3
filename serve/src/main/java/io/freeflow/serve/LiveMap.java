package io.freeflow.serve;

import static io.freeflow.core.store.News.Topic.ALERTS;
import static io.freeflow.core.store.News.Topic.FEEDS;
import static io.freeflow.core.store.News.Topic.FORECASTS;
import static io.freeflow.core.store.News.Topic.HEALTH;
import static io.freeflow.core.store.News.Topic.READINGS;
import static io.freeflow.core.store.News.Topic.WINDOWS;

import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.store.AlertQuery;
import io.freeflow.core.store.News;
import io.freeflow.core.store.StoredReading;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.core.window.RegionWindow;
import io.freeflow.core.window.TrafficState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The newest map view. News make it stale; the next reader asks the store for what changed and encodes those layers
 * anew, once for all readers. Thread-safe.
 */
final class LiveMap {

    /** A view is asked anew after this time even without news: news can be lost with a connection, data not. */
    private static final Duration TRUSTED = Duration.ofSeconds(5);

    /** A sensor that is silent for so long, against the newest reading, has no provisional value. */
    private static final Duration PROVISIONAL = Duration.ofMinutes(15);

    private static final Set<News.Topic> SHOWN = Set.of(FEEDS, WINDOWS, READINGS, FORECASTS, ALERTS, HEALTH);

    /** More would hide the map. */
    private static final AlertQuery STANDING = new AlertQuery(
            Set.of(AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            200);

    private final TrafficStore store;
    private final AlertWire alertWire;
    private final Clock clock;
    private final EnumSet<News.Topic> stale = EnumSet.copyOf(SHOWN);

    private Optional<Network> network = Optional.empty();
    private Optional<FeedState> feed = Optional.empty();
    private List<RegionWindow> windows = List.of();
    private List<Forecast> forecasts = List.of();
    private List<Alert> alerts = List.of();
    private String sensors = "[]";
    private Map<String, String> layers = new LinkedHashMap<>();

    private volatile MapView view = MapView.NOTHING;
    private volatile Instant askedAt = Instant.MIN;
    private volatile boolean isStale = true;

    LiveMap(TrafficStore store, AlertWire alertWire, Clock clock) {
        this.store = store;
        this.alertWire = alertWire;
        this.clock = clock;
    }

    /** Notes that the store has something new. Never waits for the store. */
    void tell(Set<News.Topic> topics) {
        synchronized (stale) {
            topics.stream().filter(SHOWN::contains).forEach(stale::add);
            isStale |= !stale.isEmpty();
        }
    }

    /** The newest view; the same one as long as nothing changed. */
    MapView view() {
        var now = clock.instant();
        if (now.isAfter(askedAt.plus(TRUSTED)) || now.isBefore(askedAt)) {
            tell(SHOWN);
        }
        return isStale ? refresh(now) : view;
    }

    /** An alert that does not stand any more, as the store has it. */
    Optional<Alert> findAlert(String id) {
        return store.findAlert(id);
    }

    private synchronized MapView refresh(Instant now) {
        EnumSet<News.Topic> changed;
        synchronized (stale) {
            changed = EnumSet.copyOf(stale);
            stale.clear();
        }
        if (changed.isEmpty()) {
            return view;
        }
        try {
            ask(changed);
        } catch (RuntimeException e) {
            tell(changed);
            throw e;
        }
        if (changed.containsAll(SHOWN)) {
            askedAt = now;
        }
        synchronized (stale) {
            isStale = !stale.isEmpty(); // not before the view is there: who comes meanwhile must wait for it
        }
        return view;
    }

    private void ask(EnumSet<News.Topic> changed) {
        var next = new LinkedHashMap<>(layers);
        if (changed.contains(WINDOWS)) {
            var found = store.findNetwork();
            if (!Wire.version(found).equals(Wire.version(network)) || layers.isEmpty()) {
                network = found;
                sensors = Json.write(json ->
                        json.array(sensors(), (each, sensor) -> each.inObject(inner -> Wire.sensor(inner, sensor))));
                changed.addAll(SHOWN);
            }
        }
        if (changed.contains(FEEDS)) {
            feed = Wire.leading(store.listFeeds());
            next.put("feed", Json.object(json -> Wire.feed(json, feed)));
            next.put("clock", Json.object(json -> Wire.clock(json, feed, network)));
        }
        next.put("network_version", '"' + Wire.version(network) + '"');
        if (changed.contains(WINDOWS)) {
            windows = store.listNewestWindows();
            next.put("window", windowLayer(windows));
        }
        if (changed.contains(READINGS)) {
            next.put("provisional", provisionalLayer(store.listNewestReadings()));
        }
        if (changed.contains(FORECASTS)) {
            forecasts = store.listNewestForecasts();
            next.put("forecast", forecastLayer(Issue.newestOf(forecasts)));
        }
        if (changed.contains(ALERTS)) {
            alerts = store.listAlerts(STANDING);
            next.put("alerts", alertLayer());
        }
        if (changed.contains(HEALTH)) {
            next.put("detectors", detectorLayer(store.listHealth()));
        }
        var before = view;
        layers = next;
        if (!next.equals(before.layers()) || changed.contains(WINDOWS) || changed.contains(FORECASTS)) {
            view = new MapView(
                    before.number() + 1, sensors, next, windows, forecasts, new MapView.Alerts(network, alerts));
        }
    }

    private String alertLayer() {
        return Json.write(json ->
                json.array(alerts, (each, alert) -> each.inObject(inner -> alertWire.alert(inner, alert, network))));
    }

    /** Those that are not believed. */
    private String detectorLayer(List<SensorHealth> all) {
        var wire = new DetectorWire(all, network);
        var suspect = all.stream().filter(one -> one.suspicion().isPresent()).toList();
        return Json.write(json ->
                json.array(suspect, (each, one) -> each.inObject(inner -> wire.detector(inner, one))));
    }

    private List<Sensor> sensors() {
        return network.map(Network::sensors).orElse(List.of());
    }

    /** The newest window; a region that has not closed it yet is missing in it. */
    private String windowLayer(List<RegionWindow> regions) {
        var newest =
                regions.stream().map(RegionWindow::interval).max(Comparator.comparing(interval -> interval.start()));
        if (newest.isEmpty() || network.isEmpty()) {
            return "null";
        }
        var together = regions.stream()
                .filter(region -> region.interval().equals(newest.get()))
                .toList();
        var measured = new HashMap<String, Measurement>();
        for (RegionWindow region : together) {
            for (TrafficState state : region.states()) {
                measured.put(state.sensorId(), state.measurement());
            }
        }
        return Json.object(json -> measurements(
                json.time("start", newest.get().start())
                        .time("end", newest.get().end())
                        .number(
                                "revision",
                                together.stream()
                                        .mapToInt(RegionWindow::revision)
                                        .max()
                                        .orElseThrow()),
                measured));
    }

    private String provisionalLayer(List<StoredReading> readings) {
        var known = readings.stream()
                .map(StoredReading::reading)
                .filter(reading ->
                        network.map(net -> net.contains(reading.sensorId())).orElse(false))
                .toList();
        var asOf = known.stream().map(reading -> reading.interval().end()).max(Instant::compareTo);
        if (asOf.isEmpty()) {
            return "null";
        }
        var oldest = asOf.get().minus(PROVISIONAL);
        var measured = new HashMap<String, Measurement>();
        known.stream()
                .filter(reading -> reading.interval().end().isAfter(oldest))
                .forEach(reading -> measured.put(reading.sensorId(), reading.measurement()));
        return Json.object(json -> measurements(json.time("as_of", asOf.get()), measured));
    }

    private void measurements(Json json, Map<String, Measurement> measured) {
        var ordered = sensors().stream()
                .map(sensor -> measured.getOrDefault(sensor.id(), Measurement.MISSING))
                .toList();
        json.array("speed_mph", ordered, (each, one) -> each.hundredths(one.speedMph()))
                .array("flow_vph", ordered, (each, one) -> each.tenths(one.flowVph()))
                .array("occupancy_percent", ordered, (each, one) -> each.hundredths(one.occupancyPercent()));
    }

    private String forecastLayer(Optional<Issue> newest) {
        if (newest.isEmpty() || network.isEmpty()) {
            return "null";
        }
        var issue = newest.get();
        return Json.object(json -> {
            json.time("issued_at", issue.issuedAt())
                    .text("model", issue.model())
                    .text("model_version", issue.modelVersion())
                    .time("data_cutoff", issue.dataCutoff())
                    .array("horizons_min", steps(), (each, step) -> each.number(Horizons.minutes(step)));
            speeds(json, "speed_mph_p05", issue, QuantileGrid.P05);
            speeds(json, "speed_mph_p50", issue, QuantileGrid.P50);
            speeds(json, "speed_mph_p95", issue, QuantileGrid.P95);
        });
    }

    private void speeds(Json json, String name, Issue issue, int quantile) {
        json.array(
                name,
                sensors(),
                (row, sensor) ->
                        row.array(steps(), (each, step) -> each.hundredths(issue.mph(sensor.id(), step, quantile))));
    }

    private static List<Integer> steps() {
        return IntStream.range(0, Horizons.STEPS).boxed().toList();
    }
}
