package io.freeflow.pipeline.validate;

import static io.freeflow.core.ledger.Counters.*;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.feed.FeedRules;
import io.freeflow.core.ledger.Counts;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Decoder;
import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.reading.Verdict;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.SensorPlace;
import io.freeflow.core.road.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Raw records to readings and dead letters; marks pass. Takes {@link RawRecord} and {@link Mark}, gives {@link Reading},
 * {@link Mark} and {@link DeadLetter}; for a record that is replayed from its letter and passes, also {@link LetterPassed}; for the
 * first reading of a sensor unknown to the network that says a position, also {@link SensorPlace}.
 *
 * <p>received = accepted + corrected + rejected.
 */
public final class ValidateStage implements Stage<Message, Message> {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final String COUNTS = "counts";
    private static final String MARK = "mark/";
    private static final String FOUND = "found/";

    private final Judge judge;
    private final Network network;
    private final Decoder decoder;
    private final Map<String, Decoder> decoders = new HashMap<>();
    private final int maxBytes;
    private final String part;
    private final Counts counts = new Counts();
    private final Map<String, Instant> feedClocks = new HashMap<>();
    private final Map<String, Instant> unsavedClocks = new HashMap<>();
    /** Sensors that are not of the network and whose place was told. */
    private final Set<String> found = new HashSet<>();

    private final List<String> unsavedFound = new ArrayList<>();

    /** Of feeds that all write as usual. */
    public ValidateStage(ValidateConfig config, Decoder decoder, Network network, int part) {
        this(config, Map.of(), decoder, network, part);
    }

    /**
     * A part of the stage.
     *
     * @param feeds what is not usual about feeds, by name
     */
    public ValidateStage(
            ValidateConfig config, Map<String, FeedRules> feeds, Decoder decoder, Network network, int part) {
        this.judge = new Judge(config, feeds, network);
        this.network = network;
        this.decoder = decoder;
        feeds.forEach((name, rules) ->
                decoders.put(name, decoder.of(rules, rules.period().orElse(config.period()))));
        this.maxBytes = config.maxBytes();
        this.part = Integer.toString(part);
    }

    @Override
    public void accept(Message input, Consumer<? super Message> out) {
        switch (input) {
            case RawRecord raw -> validate(raw, out);
            case Mark mark -> pass(mark, out);
            default -> throw new IllegalArgumentException("validate takes raw records and marks, was given " + input);
        }
    }

    private void pass(Mark mark, Consumer<? super Message> out) {
        counts.add(MARKS);
        Instant known = feedClocks.get(mark.source());
        if (known == null || known.isBefore(mark.completeUntil())) {
            feedClocks.put(mark.source(), mark.completeUntil());
            unsavedClocks.put(mark.source(), mark.completeUntil());
        }
        out.accept(mark);
    }

    private void validate(RawRecord raw, Consumer<? super Message> out) {
        counts.add(RECEIVED);
        if (raw.payload().length > maxBytes) {
            var detail = "a record has at most " + maxBytes + " bytes, had " + raw.payload().length;
            reject(raw, new Verdict.Rejected(Reason.TOO_LARGE, detail), out);
            return;
        }
        switch (decoders.getOrDefault(raw.source(), decoder).decode(raw.payload())) {
            case Decoded.Fields(RawReading fields) -> judge(raw, fields, out);
            case Decoded.Unreadable(String detail) -> reject(raw, new Verdict.Rejected(Reason.UNREADABLE, detail), out);
        }
    }

    private void judge(RawRecord raw, RawReading fields, Consumer<? super Message> out) {
        switch (judge.judge(fields, raw.source(), Optional.ofNullable(feedClocks.get(raw.source())))) {
            case Verdict.Accepted(Reading reading) -> {
                counts.add(ACCEPTED);
                pass(raw, fields.place(), reading, out);
            }
            case Verdict.Corrected(Reading reading) -> {
                counts.add(CORRECTED);
                pass(raw, fields.place(), reading, out);
            }
            case Verdict.Rejected rejected -> reject(raw, rejected, out);
        }
    }

    private void reject(RawRecord raw, Verdict.Rejected rejected, Consumer<? super Message> out) {
        counts.add(REJECTED + rejected.reason().wireName());
        out.accept(new DeadLetter(
                raw.letterId(),
                Stages.VALIDATE,
                raw.source(),
                sensorOf(raw),
                rejected.reason(),
                printable(rejected.detail()),
                raw.payload(),
                raw.replayOf().isPresent()));
    }

    private void pass(RawRecord raw, RawPlace place, Reading reading, Consumer<? super Message> out) {
        out.accept(reading);
        for (int i = 0; i < reading.remarks().size(); i++) {
            counts.add(REMARKED + reading.remarks().get(i).wireName());
        }
        if (raw.replayOf().isPresent()) {
            counts.add(REPLAYS_PASSED);
            out.accept(new LetterPassed(raw.letterId(), raw.source()));
        }
        var sensorId = reading.sensorId();
        if (!network.contains(sensorId)
                && !found.contains(sensorId)
                && place.position().isPresent()) {
            counts.add(SENSORS_FOUND);
            found.add(sensorId);
            unsavedFound.add(sensorId);
            out.accept(new SensorPlace(sensorId, raw.source(), printable(place)));
        }
    }

    /** The id that a rejected record names, if it could be one; decoded again, as few records are rejected. */
    private Optional<String> sensorOf(RawRecord raw) {
        return raw.payload().length <= maxBytes && decoder.decode(raw.payload()) instanceof Decoded.Fields fields
                ? Optional.ofNullable(fields.reading().sensorId())
                        .filter(id -> !id.isBlank()
                                && id.length() <= Sensor.MAX_ID_LENGTH
                                && printable(id).equals(id))
                : Optional.empty();
    }

    @Override
    public LedgerEntry books() {
        return new LedgerEntry(Stages.VALIDATE, part, counts.toMap());
    }

    @Override
    public void save(BiConsumer<String, byte @Nullable []> log) {
        if (counts.takeChanged()) {
            log.accept(COUNTS, counts.toBytes());
        }
        unsavedClocks.forEach(
                (source, clock) -> log.accept(MARK + source, clock.toString().getBytes(UTF_8)));
        unsavedClocks.clear();
        unsavedFound.forEach(sensorId -> log.accept(FOUND + sensorId, new byte[0]));
        unsavedFound.clear();
    }

    @Override
    public void restore(String granule, byte[] bytes) {
        if (granule.equals(COUNTS)) {
            counts.restore(bytes);
        } else if (granule.startsWith(FOUND)) {
            found.add(granule.substring(FOUND.length()));
        } else {
            feedClocks.put(granule.substring(MARK.length()), Instant.parse(new String(bytes, UTF_8)));
        }
    }

    private static RawPlace printable(RawPlace place) {
        return new RawPlace(
                place.latitude(),
                place.longitude(),
                printableOrNull(place.freeway()),
                printableOrNull(place.direction()),
                printableOrNull(place.postmileMiles()),
                printableOrNull(place.lanes()),
                printableOrNull(place.name()));
    }

    private static @Nullable String printableOrNull(@Nullable String text) {
        return text == null ? null : printable(text);
    }

    /** PostgreSQL takes no NUL in a text, and a person reads none. */
    private static String printable(String detail) {
        return CONTROL.matcher(detail).replaceAll("?");
    }
}
