package io.freeflow.pipeline.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.feed.FeedRules;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.testkit.Networks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** A validate stage that is handed notes of a feed called {@code loops}, one at a time. */
final class Desk {

    static final ValidateConfig CONFIG = ValidateConfig.USUAL;

    private static final Network NETWORK = Networks.draw("north I-5 N A B C");

    private final ValidateStage stage;

    Desk() {
        this(CONFIG);
    }

    Desk(ValidateConfig config) {
        this(config, NETWORK);
    }

    Desk(ValidateConfig config, Network network) {
        this.stage = new ValidateStage(config, new NoteDecoder(), network, 3);
    }

    Desk(Map<String, FeedRules> feeds) {
        this.stage = new ValidateStage(CONFIG, feeds, new NoteDecoder(), NETWORK, 3);
    }

    /** The usual network, all of whose sensors have this free-flow speed. */
    static Network withFreeFlow(double mph) {
        var sensors = NETWORK.sensors().stream()
                .map(one -> new Sensor(
                        one.id(), one.name(), one.position(), one.region(), one.placement(), OptionalDouble.of(mph)))
                .toList();
        return Network.of(NETWORK.zone(), sensors, NETWORK.edges());
    }

    /** What comes out for a note. */
    Message hand(String note) {
        return hand(new RawRecord("loops", note.getBytes(UTF_8)));
    }

    Message hand(Message input) {
        var out = new ArrayList<Message>();
        stage.accept(input, out::add);
        if (out.size() != 1) {
            throw new AssertionError("one input gives one output, gave " + out);
        }
        return out.getFirst();
    }

    /** All that comes out for a note. */
    List<Message> handAll(String note) {
        var out = new ArrayList<Message>();
        stage.accept(new RawRecord("loops", note.getBytes(UTF_8)), out::add);
        return out;
    }

    /** A stage that goes on from what this one has saved. */
    Desk killedAndRestored() {
        var again = new Desk();
        stage.save((granule, bytes) -> again.stage.restore(granule, Objects.requireNonNull(bytes)));
        return again;
    }

    /** All that comes out for a note that is replayed from its letter. */
    List<Message> replay(String letterId, String note) {
        var out = new ArrayList<Message>();
        stage.accept(new RawRecord("loops", 0, 5, note.getBytes(UTF_8), Optional.of(letterId)), out::add);
        return out;
    }

    Reading read(String note) {
        return switch (hand(note)) {
            case Reading reading -> reading;
            case DeadLetter letter -> throw new AssertionError(letter.reason() + ": " + letter.detail());
            case Message other -> throw new AssertionError(other.toString());
        };
    }

    /** The reason's name and the detail with which a note is rejected. */
    String refusal(String note) {
        return switch (hand(note)) {
            case DeadLetter letter -> letter.reason() + ": " + letter.detail();
            case Message other -> throw new AssertionError("not rejected: " + other);
        };
    }

    Reason reason(String note) {
        return switch (hand(note)) {
            case DeadLetter letter -> letter.reason();
            case Message other -> throw new AssertionError("not rejected: " + other);
        };
    }

    Desk mark(String completeUntil) {
        var mark = new Mark("loops", 0, Instant.parse(completeUntil));
        hand(mark);
        return this;
    }

    Map<String, Long> books() {
        return stage.books().counts();
    }

    /** Everything that a save hands on, by granule. */
    List<String> save() {
        var granules = new ArrayList<String>();
        stage.save((granule, bytes) -> granules.add(granule));
        return granules;
    }
}
