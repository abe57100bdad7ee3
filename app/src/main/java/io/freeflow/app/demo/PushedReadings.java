package io.freeflow.app.demo;

import io.freeflow.core.ingest.ReadingDoor;
import io.freeflow.core.reading.Decoder;
import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.reading.RawReading;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.kafka.loop.PushedOutlet;
import io.freeflow.pipeline.validate.ValidateStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Readings that somebody pushes: judged as validate judges them, then written to the log. The road judges them again, so
 * nothing comes past it. The newest event ids are remembered in this process only.
 */
final class PushedReadings implements ReadingDoor, AutoCloseable {

    /** The feed's name in every reading that was pushed over HTTP. */
    static final String HTTP = "http";

    private static final int REMEMBERED = 100_000;

    private final String source;
    private final Supplier<ValidateStage> stages;
    private final PushedOutlet outlet;
    private final Decoder decoder = new JsonDecoder();
    private final Map<String, Integer> known = new LinkedHashMap<>();

    /**
     * A door.
     *
     * @param source the feed's name in every reading that comes through it
     * @param stages makes a stage that judges as the road does
     */
    PushedReadings(String source, Supplier<ValidateStage> stages, PushedOutlet outlet) {
        this.source = source;
        this.stages = stages;
        this.outlet = outlet;
    }

    @Override
    public List<Answer> take(List<byte[]> records) {
        var validate = stages.get();
        var answers = new ArrayList<Answer>(records.size());
        var sending = new ArrayList<PushedOutlet.Parcel>(records.size());
        var fresh = new HashMap<String, Integer>();
        for (byte[] payload : records) {
            var fields =
                    decoder.decode(payload) instanceof Decoded.Fields(RawReading reading) ? reading : RawReading.EMPTY;
            var eventId = Optional.ofNullable(fields.eventId());
            int content = Arrays.hashCode(payload);
            if (eventId.isPresent() && isKnown(eventId.get(), content, fresh)) {
                answers.add(new Answer(Outcome.DUPLICATE, eventId, Optional.empty(), Optional.empty()));
                continue;
            }
            var answer = judge(payload, eventId, validate);
            answers.add(answer);
            sending.add(new PushedOutlet.Parcel(
                    Objects.requireNonNullElse(fields.sensorId(), ""), payload, source, Optional.empty()));
            if (answer.outcome() != Outcome.REJECTED) {
                eventId.ifPresent(id -> fresh.put(id, content));
            }
        }
        if (!sending.isEmpty()) {
            outlet.send(sending);
            remember(fresh);
        }
        return answers;
    }

    private Answer judge(byte[] payload, Optional<String> eventId, ValidateStage validate) {
        var outputs = new ArrayList<Message>(1);
        validate.accept(new RawRecord(source, payload), outputs::add);
        return switch (outputs.getFirst()) {
            case Reading reading
            when reading.corrections().isEmpty() ->
                new Answer(Outcome.ACCEPTED, eventId, Optional.empty(), Optional.empty());
            case Reading reading ->
                new Answer(Outcome.CORRECTED, eventId, Optional.empty(), Optional.of(corrections(reading)));
            case DeadLetter letter ->
                new Answer(Outcome.REJECTED, eventId, Optional.of(letter.reason()), Optional.of(letter.detail()));
            default -> throw new IllegalStateException("validate gave " + outputs.getFirst());
        };
    }

    private static String corrections(Reading reading) {
        return reading.corrections().stream()
                .map(one -> one.field() + " was " + one.from() + ", is taken as " + one.to())
                .collect(Collectors.joining("; "));
    }

    private boolean isKnown(String eventId, int content, Map<String, Integer> fresh) {
        synchronized (known) {
            return Objects.equals(known.get(eventId), content) || Objects.equals(fresh.get(eventId), content);
        }
    }

    private void remember(Map<String, Integer> fresh) {
        synchronized (known) {
            known.putAll(fresh);
            var oldest = known.entrySet().iterator();
            while (known.size() > REMEMBERED && oldest.hasNext()) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    @Override
    public void close() {
        outlet.close();
    }
}
