package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Counts;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.FiveMinutes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One region: its newest window, what was forecast for it, and all its watches. */
final class RegionAlerts {

    private static final String STATE = "state";
    private static final String WINDOWS = "windows/";
    private static final String SLOTS = "slots/";
    private static final String INCIDENTS = "incidents/";
    private static final String REPORTS = "reports";

    /** Who says how fast a window was expected to be: the forecast of so long before its end. */
    private static final int EXPECTED_MINUTES = 15;

    /** A forecast says nothing any more of a window that closed later than this after it. */
    private static final Duration FORECAST_HOLDS = FiveMinutes.LENGTH;

    private final List<Sensor> sensors;
    private final WholeParts windows = new WholeParts();
    private final WholeParts slots = new WholeParts();
    private final Reports reports = new Reports();
    private final Map<AlertCondition.Finder, Incidents> incidents = new EnumMap<>(AlertCondition.Finder.class);
    private final List<Watch> watches = new ArrayList<>();
    private final Counts counts;
    /** The 5 % quantile of windows to come, by their start. */
    private final TreeMap<Instant, float[]> expected = new TreeMap<>();
    /** Alerts of rules or corridors that are no more. */
    private final List<Alert> orphans = new ArrayList<>();

    private float[] mph;
    private boolean stateChanged;
    private Instant clock = Instant.MIN;
    private Instant forecastAt = Instant.MIN;

    RegionAlerts(String region, Network network, List<AlertRule> rules, Counts counts) {
        this.sensors = network.sensorsOf(region);
        this.counts = counts;
        var places = new HashMap<String, Integer>();
        for (Sensor sensor : sensors) {
            places.put(sensor.id(), places.size());
        }
        this.mph = missing();
        var lanes = network.corridors().stream()
                .map(corridor -> Lane.of(corridor, places))
                .filter(lane -> !lane.stations().isEmpty())
                .toList();
        for (AlertRule rule : rules) {
            lanes.stream()
                    .filter(lane -> rule.covers(lane.corridorId()))
                    .map(lane -> new Watch(rule, lane, region, network.zone()))
                    .forEach(watches::add);
            if (rule.when() instanceof AlertCondition.Incident(AlertCondition.Finder by)) {
                incidents.computeIfAbsent(by, finder -> new Incidents(network, region, finder));
            }
        }
    }

    private float[] missing() {
        var missing = new float[sensors.size()];
        Arrays.fill(missing, Float.NaN);
        return missing;
    }

    void accept(WindowPart part, Consumer<? super Alert> out) {
        if (part.isSlot()) {
            counts.add(Counters.RECEIVED_SLOT_PARTS);
            slots.add(part).ifPresent(whole -> detect(part.interval().end(), whole, counting(out)));
            return;
        }
        windows.add(part).ifPresent(whole -> {
            stateChanged = true;
            mph = missing();
            float[] heard = missing();
            for (int sensor = 0; sensor < mph.length; sensor++) {
                var measured = whole.get(sensors.get(sensor).id());
                if (measured != null) {
                    heard[sensor] = 1;
                    mph[sensor] = (float) measured.speedMph();
                }
            }
            clock = part.interval().end();
            Consumer<Alert> counting = counting(out);
            orphans.forEach(alert -> counting.accept(Watch.resolved(alert, clock)));
            orphans.clear();
            float[] low =
                    Optional.ofNullable(expected.get(part.interval().start())).orElseGet(this::missing);
            expected.headMap(part.interval().start(), true).clear();
            reports.turn(clock);
            for (Watch watch : watches) {
                look(watch, low, heard, counting);
                watch.name(reports, clock, counting);
            }
        });
    }

    private void detect(Instant until, Map<String, Measurement> slot, Consumer<Alert> out) {
        lookAtReports(until, out);
        incidents.forEach((finder, found) -> {
            var corridors = found.accept(until, slot);
            stateChanged |= !corridors.isEmpty();
            for (Watch watch : watches) {
                if (watch.rule().when().equals(new AlertCondition.Incident(finder))
                        && corridors.contains(watch.lane().corridorId())) {
                    watch.look(until, found.on(watch.lane(), watch.lane().pick(mph)), out);
                }
            }
        });
    }

    void accept(Incident incident) {
        reports.take(incident);
    }

    /** Between windows, as soon as what was reported is another. */
    private void lookAtReports(Instant at, Consumer<Alert> out) {
        if (!reports.turn(at)) {
            return;
        }
        stateChanged = true;
        for (Watch watch : watches) {
            if (watch.rule().when() instanceof AlertCondition.Reported reported) {
                watch.look(at, reported(reported, watch.lane(), at), out);
            }
            watch.name(reports, at, out);
        }
    }

    private List<Finding> reported(AlertCondition.Reported reported, Lane lane, Instant at) {
        return Conditions.reported(reported, lane, lane.pick(mph), reports.on(lane.corridorId(), at));
    }

    /** A queue whose cause was arranged before opens no alert of surprise. */
    private List<Finding> queues(AlertCondition.Queue queue, Lane lane, double[] now, double[] low) {
        var findings = Conditions.queues(queue, lane, now, low);
        return queue.surprisingShare() == 0
                ? findings
                : findings.stream()
                        .map(finding -> reports.explains(lane, finding, clock) ? finding.notOpening() : finding)
                        .toList();
    }

    /**
     * Looks at a closed window.
     *
     * @param heard {@code NaN} where a sensor said nothing in it; one that is not believed was heard
     */
    private void look(Watch watch, float[] low, float[] heard, Consumer<Alert> out) {
        Lane lane = watch.lane();
        double[] now = lane.pick(mph);
        switch (watch.rule().when()) {
            case AlertCondition.Queue queue -> watch.look(clock, queues(queue, lane, now, lane.pick(low)), out);
            case AlertCondition.Reported reported -> watch.look(clock, reported(reported, lane, clock), out);
            case AlertCondition.Incident(AlertCondition.Finder by) ->
                watch.look(clock, incidentsBy(by).on(lane, now), out);
            case AlertCondition.Silence silence ->
                watch.look(clock, Conditions.silence(silence, lane.pick(heard)), out);
            case AlertCondition.QueueAhead ahead -> {
                if (isForecastOld()) {
                    watch.look(clock, List.of(), out);
                }
            }
        }
        if (isForecastOld()) {
            watch.foresee(Optional.empty(), clock, out);
        }
    }

    private boolean isForecastOld() {
        return forecastAt.isBefore(clock.minus(FORECAST_HOLDS));
    }

    void accept(Forecast forecast, Consumer<? super Alert> out) {
        stateChanged = true;
        var outlook = new Outlook(forecast);
        int step = Horizons.stepOf(EXPECTED_MINUTES);
        var low = missing();
        for (int sensor = 0; sensor < low.length; sensor++) {
            low[sensor] = outlook.mph(sensors.get(sensor).id(), step, QuantileGrid.P05);
        }
        expected.put(Horizons.window(forecast.issuedAt(), step).start(), low);
        if (forecast.issuedAt().isBefore(clock)) {
            return;
        }
        forecastAt = forecast.issuedAt();
        Consumer<Alert> counting = counting(out);
        for (Watch watch : watches) {
            if (watch.rule().when() instanceof AlertCondition.QueueAhead ahead) {
                Lane lane = watch.lane();
                watch.look(forecastAt, Conditions.queuesAhead(ahead, lane, lane.pick(mph), outlook), counting);
            } else {
                watch.foresee(Optional.of(outlook), forecastAt, counting);
            }
        }
    }

    void accept(AlertAct act, Consumer<? super Alert> out) {
        Consumer<Alert> counting = counting(out);
        stateChanged = true;
        boolean done = watches.stream().anyMatch(watch -> watch.act(act, clock, counting));
        counts.add(done ? Counters.ACTS : Counters.ACTS_IN_VAIN);
    }

    private Consumer<Alert> counting(Consumer<? super Alert> out) {
        return alert -> {
            counts.add(Counters.ALERTS);
            out.accept(alert);
        };
    }

    private Incidents incidentsBy(AlertCondition.Finder finder) {
        return Objects.requireNonNull(incidents.get(finder), "a rule by " + finder + " makes its detector");
    }

    void save(BiConsumer<String, byte @Nullable []> log) {
        if (stateChanged) {
            stateChanged = false;
            log.accept(STATE, toBytes());
        }
        reports.save().ifPresent(bytes -> log.accept(REPORTS, bytes));
        windows.save((name, bytes) -> log.accept(WINDOWS + name, bytes));
        slots.save((name, bytes) -> log.accept(SLOTS + name, bytes));
        incidents.forEach((finder, found) ->
                found.save((name, bytes) -> log.accept(INCIDENTS + finder.name() + "/" + name, bytes)));
    }

    void restore(String name, byte[] bytes) {
        if (name.equals(STATE)) {
            restore(bytes);
            return;
        }
        if (name.equals(REPORTS)) {
            reports.restore(bytes);
            return;
        }
        if (name.startsWith(WINDOWS)) {
            windows.restore(name.substring(WINDOWS.length()), bytes);
            return;
        }
        if (name.startsWith(SLOTS)) {
            slots.restore(name.substring(SLOTS.length()), bytes);
            return;
        }
        String[] parts = name.substring(INCIDENTS.length()).split("/", 2);
        var found = incidents.get(AlertCondition.Finder.valueOf(parts[0]));
        if (found != null) {
            found.restore(parts[1], bytes);
        }
    }

    private byte[] toBytes() {
        return RegionState.write(new RegionState.Saved(
                sensors.stream().map(Sensor::id).toList(),
                clock,
                forecastAt,
                mph,
                expected,
                watches.stream()
                        .flatMap(watch -> watch.subjects().stream()
                                .map(subject -> RegionState.named(watch.rule().id(), watch.lane(), subject)))
                        .toList()));
    }

    /** Takes back its state. Of sensors that are others now, only the alerts are taken, where their places still are. */
    private void restore(byte[] bytes) {
        var saved = RegionState.read(bytes);
        clock = saved.clock();
        forecastAt = saved.forecastAt();
        if (saved.sensorIds().equals(sensors.stream().map(Sensor::id).toList())) {
            mph = saved.mph();
            expected.putAll(saved.expected());
        }
        for (RegionState.Named subject : saved.subjects()) {
            if (watches.stream().noneMatch(watch -> subject.giveTo(watch))) {
                subject.alert().filter(Alert::stands).ifPresent(orphans::add);
            }
        }
    }
}
