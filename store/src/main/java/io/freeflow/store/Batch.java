package io.freeflow.store;

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
import io.freeflow.core.store.SourceState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Messages by kind, in their order; of those of which the newest replaces the one before, only the newest. */
final class Batch {

    final List<Reading> readings = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    final List<LetterPassed> passed = new ArrayList<>();
    final List<WindowPart> windows = new ArrayList<>();
    final List<Forecast> forecasts = new ArrayList<>();
    final List<Imputation> imputations = new ArrayList<>();
    final List<Alert> alerts = new ArrayList<>();
    final List<SensorHealth> health = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    final Map<ScoreKey, ScoreSheet> scores = new LinkedHashMap<>();
    final Map<LedgerKey, LedgerEntry> ledger = new LinkedHashMap<>();
    final Map<String, FeedState> feeds = new LinkedHashMap<>();
    final Map<String, SourceState> sources = new TreeMap<>();

    /** The newest state of each alert. */
    Collection<Alert> newestAlerts() {
        var newest = new LinkedHashMap<String, Alert>();
        alerts.forEach(alert -> newest.put(alert.id(), alert));
        return newest.values();
    }

    /** What was said last of each sensor. */
    Collection<SensorHealth> newestHealth() {
        var newest = new LinkedHashMap<String, SensorHealth>();
        health.forEach(one -> newest.put(one.sensorId(), one));
        return newest.values();
    }

    /** The newest state of each incident. */
    Collection<Incident> newestIncidents() {
        var newest = new LinkedHashMap<String, Incident>();
        incidents.forEach(incident -> newest.merge(incident.id(), incident, Incident::newer));
        return newest.values();
    }

    record ScoreKey(String region, String model, LocalDate day) {}

    record LedgerKey(String stage, String part) {}

    Batch(List<? extends Message> messages) {
        for (Message message : messages) {
            switch (message) {
                case Reading reading -> {
                    readings.add(reading);
                    hear(new SourceState(
                            reading.feed(), Optional.of(reading.interval().end()), Optional.empty()));
                }
                case DeadLetter letter -> letters.add(letter);
                case LetterPassed one -> passed.add(one);
                case WindowPart part -> windows.add(part);
                case Forecast forecast -> forecasts.add(forecast);
                case Imputation imputation -> imputations.add(imputation);
                case Alert alert -> alerts.add(alert);
                case SensorHealth one -> health.add(one);
                case Incident incident -> incidents.add(incident);
                case ScoreSheet sheet -> scores.put(new ScoreKey(sheet.region(), sheet.model(), sheet.day()), sheet);
                case LedgerEntry entry -> ledger.put(new LedgerKey(entry.stage(), entry.part()), entry);
                case FeedState feed -> feeds.put(feed.info().name(), feed);
                case AlertAct act -> {} // lives on in the log of its alert
                case RawRecord raw -> {} // lives on as the reading or the dead letter that validation made of it
                case SensorPlace place -> {} // the network that it joined is saved
                case Mark mark ->
                    hear(new SourceState(mark.source(), Optional.empty(), Optional.of(mark.completeUntil())));
            }
        }
    }

    private void hear(SourceState source) {
        sources.merge(source.feed(), source, SourceState::and);
    }
}
