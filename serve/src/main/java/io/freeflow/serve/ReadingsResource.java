package io.freeflow.serve;

import io.freeflow.core.ingest.ReadingDoor;
import io.freeflow.core.ingest.ReadingDoor.Answer;
import io.freeflow.core.ingest.ReadingDoor.LogAwayException;
import io.freeflow.core.ingest.ReadingDoor.Outcome;
import io.freeflow.core.reading.Reason;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/v1/readings}: takes raw records of any format and says of each what becomes of it. A body of lines is taken
 * as it comes, so many lines at a time.
 */
final class ReadingsResource {

    static final long MAX_BODY_BYTES = 10_000_000;

    private static final int TAKEN_TOGETHER = 1_000;

    private final Optional<ReadingDoor> door;

    ReadingsResource(Optional<ReadingDoor> door) {
        this.door = door;
    }

    /** Which answers a client wants to read. */
    private enum Wanted {
        ALL,
        PROBLEMS
    }

    void post(Context ctx) {
        var wanted = wanted(Parameters.of(ctx, "answers"));
        var open = door.orElseThrow(() -> Problem.notFound("nobody can push readings into this road"));
        var report = new Report(wanted);
        try (var records = PushedRecords.of(ctx, MAX_BODY_BYTES)) {
            var together = new ArrayList<byte[]>();
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                together.add(record.get());
                if (together.size() == TAKEN_TOGETHER) {
                    report.add(open.take(together));
                    together.clear();
                }
            }
            if (!together.isEmpty()) {
                report.add(open.take(together));
            }
        } catch (PushedRecords.BadBodyException e) {
            throw new Problem(e.status(), e.getMessage() + report.takenBefore());
        } catch (LogAwayException e) {
            throw new Problem(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage() + report.takenBefore());
        } catch (IOException e) {
            throw Problem.badRequest("the body cannot be read: " + e.getMessage() + report.takenBefore());
        }
        report.answer(ctx);
    }

    private static Wanted wanted(Parameters parameters) {
        var text = parameters.text("answers", 20).orElse("all");
        return switch (text) {
            case "all" -> Wanted.ALL;
            case "problems" -> Wanted.PROBLEMS;
            default ->
                throw Problem.badRequest("answers must be all or problems, was '" + Parameters.shown(text) + "'");
        };
    }

    /** What became of all records of a request. */
    private static final class Report {
        private final Wanted wanted;
        private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        private final List<Item> items = new ArrayList<>();
        private long received;

        private record Item(long index, Answer answer) {}

        Report(Wanted wanted) {
            this.wanted = wanted;
        }

        void add(List<Answer> answers) {
            for (Answer answer : answers) {
                counts.merge(answer.outcome(), 1L, Long::sum);
                if (wanted == Wanted.ALL || answer.outcome() == Outcome.REJECTED) {
                    items.add(new Item(received, answer));
                }
                received++;
            }
        }

        /** What a client must know when the rest fails. */
        String takenBefore() {
            return received == 0 ? "" : "; the first " + received + " were taken";
        }

        void answer(Context ctx) {
            if (received == 0) {
                throw Problem.badRequest("the body must hold a reading at least, was empty");
            }
            boolean none = counts.getOrDefault(Outcome.REJECTED, 0L) == received;
            ctx.status(none ? HttpStatus.BAD_REQUEST : HttpStatus.ACCEPTED);
            Json.answer(ctx, json -> {
                json.number("received", received);
                for (Outcome outcome : Outcome.values()) {
                    json.number(Wire.lower(outcome), counts.getOrDefault(outcome, 0L));
                }
                json.objects("items", items, Report::item);
            });
        }

        private static void item(Json json, Item item) {
            json.number("index", item.index())
                    .text("outcome", Wire.lower(item.answer().outcome()))
                    .text("event_id", item.answer().eventId())
                    .text("reason", item.answer().reason().map(Reason::wireName))
                    .text("detail", item.answer().detail());
        }
    }
}
