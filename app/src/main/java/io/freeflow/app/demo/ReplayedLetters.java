package io.freeflow.app.demo;

import io.freeflow.core.ingest.LetterDoor;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.reading.Decoder;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.store.LetterState;
import io.freeflow.core.store.StoredLetter;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.kafka.loop.PushedOutlet;
import io.freeflow.pipeline.validate.ValidateStage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Letters that somebody puts back on the road: their bytes with their source and their id, judged as validate will judge them.
 * What passed is not sent again: the store knows it, and this door until the store does. One call at a time.
 */
final class ReplayedLetters implements LetterDoor, AutoCloseable {

    /** The name under which its records are counted as sent. */
    static final String BOOKS = "replay";

    /** So many are read and sent together: a letter has up to half a megabyte. */
    private static final int TOGETHER = 50;

    private final Supplier<ValidateStage> stages;
    private final Decoder decoder = new JsonDecoder();
    private final TrafficStore store;
    private final PushedOutlet outlet;
    private final ReportedIncidents reports;
    private final Set<String> passedHere = new HashSet<>();

    /**
     * A door.
     *
     * @param stages makes a stage that judges as the road does
     * @param reports judges reports of incidents, which are no records of the road
     */
    ReplayedLetters(
            Supplier<ValidateStage> stages, TrafficStore store, PushedOutlet outlet, ReportedIncidents reports) {
        this.stages = stages;
        this.store = store;
        this.outlet = outlet;
        this.reports = reports;
    }

    @Override
    public synchronized List<Answer> replay(List<String> letterIds) {
        var answers = new HashMap<String, Answer>();
        var distinct = letterIds.stream().distinct().toList();
        for (int from = 0; from < distinct.size(); from += TOGETHER) {
            replay(distinct.subList(from, Math.min(from + TOGETHER, distinct.size())), answers);
        }
        return letterIds.stream()
                .map(id -> answers.getOrDefault(id, answer(id, Outcome.UNKNOWN)))
                .toList();
    }

    private void replay(List<String> ids, Map<String, Answer> answers) {
        var validate = stage();
        var sending = new ArrayList<PushedOutlet.Parcel>();
        var passing = new ArrayList<String>();
        for (StoredLetter.Whole whole : store.findLetters(ids)) {
            var id = whole.letter().letterId();
            if (whole.letter().state() == LetterState.PASSED) {
                passedHere.remove(id);
                answers.put(id, answer(id, Outcome.PASSED_BEFORE));
            } else if (passedHere.contains(id)) {
                answers.put(id, answer(id, Outcome.PASSED_BEFORE));
            } else if (whole.letter().stage().equals(Stages.REPORT)) {
                var answer = reports.replay(id, whole.payload());
                answers.put(id, answer);
                if (answer.outcome() == Outcome.PASSED) {
                    passedHere.add(id);
                }
            } else {
                var answer = judge(whole, validate);
                answers.put(id, answer);
                sending.add(parcel(whole));
                if (answer.outcome() == Outcome.PASSED) {
                    passing.add(id);
                }
            }
        }
        if (!sending.isEmpty()) {
            outlet.send(sending);
            passedHere.addAll(passing);
        }
    }

    /** A stage that knows how far each feed is. */
    private ValidateStage stage() {
        var stage = stages.get();
        store.listFeeds()
                .forEach(feed -> feed.completeUntil()
                        .ifPresent(until -> stage.accept(new Mark(feed.info().name(), 0, until), passed -> {})));
        return stage;
    }

    private static Answer judge(StoredLetter.Whole whole, ValidateStage validate) {
        var outputs = new ArrayList<Message>(1);
        validate.accept(new RawRecord(whole.letter().source(), whole.payload()), outputs::add);
        var id = whole.letter().letterId();
        return outputs.getFirst() instanceof DeadLetter letter
                ? new Answer(id, Outcome.FAILED_AGAIN, Optional.of(letter.reason()), Optional.of(letter.detail()))
                : answer(id, Outcome.PASSED);
    }

    /** Under the key that its feed gave it, so that it comes through the lane of its sensor. */
    private PushedOutlet.Parcel parcel(StoredLetter.Whole whole) {
        var key = decoder.decode(whole.payload()) instanceof Decoder.Decoded.Fields fields
                ? Objects.requireNonNullElse(fields.reading().sensorId(), "")
                : "";
        return new PushedOutlet.Parcel(
                key,
                whole.payload(),
                whole.letter().source(),
                Optional.of(whole.letter().letterId()));
    }

    private static Answer answer(String id, Outcome outcome) {
        return new Answer(id, outcome, Optional.empty(), Optional.empty());
    }

    @Override
    public void close() {
        outlet.close();
    }
}
