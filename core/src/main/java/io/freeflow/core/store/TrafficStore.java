package io.freeflow.core.store;

import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.window.RegionWindow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the road remembers, for reading. Thread-safe. */
public interface TrafficStore {

    /** The newest version of the network; empty before one was saved. */
    Optional<Network> findNetwork();

    /** Every feed's newest state, by name. */
    List<FeedState> listFeeds();

    /** How far every source has been heard, by name: those too that send no marks and have no feed of ours. */
    List<SourceState> listSources();

    /** The provisional layer: the newest reading of each sensor. */
    List<StoredReading> listNewestReadings();

    List<StoredReading> listReadings(ReadingQuery query);

    /**
     * The newest window of each region of which all parts are stored, at its newest revision, with one state for each
     * sensor of the region in the network's order.
     */
    List<RegionWindow> listNewestWindows();

    /** One sensor's windows that start in [from, to), oldest first; empty for an unknown sensor. */
    List<SensorWindow> listWindows(String sensorId, Instant from, Instant to);

    /** The windows of several sensors that start in [from, to), oldest first, then by sensor; unknown ones have none. */
    List<SensorWindow> listWindows(Set<String> sensorIds, Instant from, Instant to);

    /** What sensors would probably have said in windows that start in [from, to), oldest first, then by sensor. */
    List<ImputedWindow> listImputed(Set<String> sensorIds, Instant from, Instant to);

    /** The newest forecast of each region. */
    List<Forecast> listNewestForecasts();

    List<Alert> listAlerts(AlertQuery query);

    /** An alert at its newest state. */
    Optional<Alert> findAlert(String id);

    /** What stands against sensors, or no longer does, by sensor; those of which nothing was ever said are absent. */
    List<SensorHealth> listHealth();

    /** Rejected records, the newest first. */
    List<StoredLetter> listLetters(LetterQuery query);

    /** How many letters of each reason a query asks for, whatever its page. */
    Map<Reason, Long> countLetters(LetterQuery query);

    /** Letters with their bytes, in the order of their ids; unknown ids have none. */
    List<StoredLetter.Whole> findLetters(Collection<String> letterIds);

    List<Incident> listIncidents(IncidentQuery query);

    /** A reported incident at its newest state. */
    Optional<Incident> findIncident(String id);

    /** The books of every stage; the feeds' own counts are among them, as stage {@code feed}. */
    List<LedgerEntry> listLedger();

    List<ScoreSheet> listScores();

    /**
     * Asks the store for something small.
     *
     * @throws RuntimeException saying what is wrong, if it cannot answer
     */
    void check();
}
