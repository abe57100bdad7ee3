package io.freeflow.serve;

import io.freeflow.core.ingest.LetterDoor;
import io.freeflow.core.ingest.LetterDoor.Outcome;
import io.freeflow.core.ingest.ReadingDoor.LogAwayException;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.store.LetterQuery;
import io.freeflow.core.store.LetterState;
import io.freeflow.core.store.StoredLetter;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/dead-letters}: what was rejected, with its original bytes, and the way back on the road. */
final class LettersResource {

    private static final int MAX_ID = 60;
    private static final int MAX_TEXT = 200;

    private final TrafficStore store;
    private final Optional<LetterDoor> door;

    LettersResource(TrafficStore store, Optional<LetterDoor> door) {
        this.store = store;
        this.door = door;
    }

    /** {@code GET /api/v1/dead-letters}: a page, the newest first, and how many there are of each reason. */
    void list(Context ctx) {
        var parameters = Parameters.of(ctx, "state", "reason", "feed", "sensor_id", "from", "to", "cursor", "limit");
        var query = new LetterQuery(
                state(parameters.text("state", 20).orElse("waiting")),
                parameters.text("reason", MAX_TEXT).map(LettersResource::reason),
                parameters.text("feed", MAX_TEXT),
                parameters.text("sensor_id", Sensor.MAX_ID_LENGTH),
                parameters.time("from"),
                parameters.time("to"),
                parameters.text("cursor", 20).map(LettersResource::number),
                parameters.integer("limit", 1, 1000, 100));
        var letters = store.listLetters(query);
        var counts = store.countLetters(query);
        Json.answer(
                ctx,
                json -> json.objects("items", letters, LettersResource::letter)
                        .object(
                                "reasons",
                                inner -> counts.forEach((reason, count) -> inner.number(reason.wireName(), count)))
                        .text(
                                "next_cursor",
                                letters.size() < query.limit()
                                        ? Optional.empty()
                                        : Optional.of(
                                                Long.toString(letters.getLast().number()))));
    }

    /** {@code GET /api/v1/dead-letters/{letter_id}}: one with its bytes. */
    void get(Context ctx) {
        Parameters.of(ctx);
        var id = Parameters.checked("letter_id", ctx.pathParam("letter_id"), MAX_ID);
        var whole = store.findLetters(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("there is no letter '" + Parameters.shown(id) + "'"));
        Json.answer(ctx, json -> {
            letter(json, whole.letter());
            json.object(
                            "headers",
                            headers -> headers.text("source", whole.letter().source()))
                    .text("payload_base64", Base64.getEncoder().encodeToString(whole.payload()))
                    .text("payload_text", text(whole.payload()));
        });
    }

    /** {@code POST /api/v1/dead-letters/replay}: puts letters back on the log. */
    void replay(Context ctx) {
        Parameters.of(ctx);
        Body.requireJson(ctx);
        var body = Body.read(ctx, "letter_ids");
        body.allow("letter_ids");
        var ids = body.texts("letter_ids", LetterDoor.MOST_LETTERS, MAX_ID);
        if (ids.isEmpty()) {
            throw Problem.badRequest("letter_ids must hold 1-" + LetterDoor.MOST_LETTERS + " ids, was empty");
        }
        var open = door.orElseThrow(() -> Problem.notFound("nobody can put letters back on this road"));
        try {
            var answers = open.replay(ids.stream().distinct().toList());
            ctx.status(HttpStatus.ACCEPTED);
            Json.answer(ctx, json -> {
                for (Outcome outcome : Outcome.values()) {
                    json.number(
                            Wire.lower(outcome),
                            answers.stream()
                                    .filter(answer -> answer.outcome() == outcome)
                                    .count());
                }
                json.objects("items", answers, LettersResource::answer);
            });
        } catch (LogAwayException e) {
            throw new Problem(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private static void letter(Json json, StoredLetter letter) {
        json.text("letter_id", letter.letterId())
                .text("state", Wire.lower(letter.state()))
                .number("tries", letter.tries())
                .text("stage", letter.stage())
                .text("feed", letter.source())
                .text("sensor_id", letter.sensorId())
                .text("reason", letter.reason().wireName())
                .text("detail", letter.detail())
                .text("known_at", letter.knownAt().map(Object::toString))
                .number("bytes", letter.bytes());
    }

    private static void answer(Json json, LetterDoor.Answer answer) {
        json.text("letter_id", answer.letterId())
                .text("outcome", Wire.lower(answer.outcome()))
                .text("reason", answer.reason().map(Reason::wireName))
                .text("detail", answer.detail());
    }

    private static Optional<String> text(byte[] payload) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<LetterState> state(String text) {
        return switch (text) {
            case "waiting" -> Optional.of(LetterState.WAITING);
            case "passed" -> Optional.of(LetterState.PASSED);
            case "all" -> Optional.empty();
            default ->
                throw Problem.badRequest(
                        "state must be one of waiting, passed, all, was '" + Parameters.shown(text) + "'");
        };
    }

    private static Reason reason(String text) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("reason must be one of "
                        + String.join(
                                ", ",
                                Arrays.stream(Reason.values())
                                        .map(Reason::wireName)
                                        .toList())
                        + ", was '" + Parameters.shown(text) + "'"));
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Problem.badRequest(
                    "cursor must be the next_cursor of the page before, was '" + Parameters.shown(cursor) + "'");
        }
    }
}
