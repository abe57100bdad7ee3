package io.freeflow.kafka.topology;

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

/** Where each kind of message goes, and under which key. */
final class Routes {

    static final String EVENTS = "traffic-events";
    /** Also to traffic-events, but to every partition. */
    static final String MARKS = "traffic-events-marks";

    /** Readings that came by another lane than their sensor's. */
    static final String STRAYS = "traffic-strays";
    /** Also to traffic-strays, but to every partition. */
    static final String STRAY_MARKS = "traffic-strays-marks";

    static final String DEAD_LETTERS = "traffic-dlq";
    static final String AGGREGATES = "processed-traffic-aggregates";
    static final String SLOTS = "traffic-slots";
    static final String HEALTH = "traffic-health";
    static final String PREDICTIONS = "traffic-predictions";
    static final String IMPUTATIONS = "traffic-imputations";
    static final String ALERTS = "traffic-alerts";
    static final String SCORES = "traffic-scores";
    /** Each sub-topology has its own sink to the ledger: this plus the stage. */
    static final String LEDGER = "traffic-ledger-";

    private Routes() {}

    static String sinkOf(Message message) {
        return switch (message) {
            case Reading reading -> EVENTS;
            case SensorPlace place -> EVENTS;
            case Mark mark -> MARKS;
            case DeadLetter letter -> DEAD_LETTERS;
            case LetterPassed passed -> DEAD_LETTERS;
            case WindowPart window -> window.isSlot() ? SLOTS : AGGREGATES;
            case SensorHealth health -> HEALTH;
            case Forecast forecast -> PREDICTIONS;
            case Imputation imputation -> IMPUTATIONS;
            case Alert alert -> ALERTS;
            case ScoreSheet sheet -> SCORES;
            case LedgerEntry entry -> LEDGER + entry.stage();
            case RawRecord raw -> throw notFromAStage(raw);
            case AlertAct act -> throw notFromAStage(act);
            case Incident incident -> throw notFromAStage(incident);
            case FeedState state -> throw notFromAStage(state);
        };
    }

    static String keyOf(Message message) {
        return switch (message) {
            case Reading reading -> reading.sensorId();
            case SensorPlace place -> place.sensorId();
            case Mark mark -> mark.source();
            case DeadLetter letter -> letter.source();
            case LetterPassed passed -> passed.source();
            case WindowPart window -> window.region();
            case SensorHealth health -> health.sensorId();
            case Forecast forecast -> forecast.region();
            case Imputation imputation -> imputation.region();
            case Alert alert -> alert.region();
            case ScoreSheet sheet -> sheet.region() + "/" + sheet.model() + "/" + sheet.day();
            case LedgerEntry entry -> entry.stage() + "/" + entry.part();
            case RawRecord raw -> throw notFromAStage(raw);
            case AlertAct act -> throw notFromAStage(act);
            case Incident incident -> throw notFromAStage(incident);
            case FeedState state -> throw notFromAStage(state);
        };
    }

    private static IllegalStateException notFromAStage(Message message) {
        return new IllegalStateException(
                "no stage gives out a " + message.getClass().getSimpleName());
    }
}
