package io.freeflow.app.demo;

import io.freeflow.core.incident.IncidentDoor;
import io.freeflow.core.incident.IncidentPlace.Unplaced;
import io.freeflow.core.incident.IncidentReport;
import io.freeflow.core.incident.Placing;
import io.freeflow.core.ingest.LetterDoor;
import io.freeflow.core.ingest.ReadingDoor;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.feeds.incidents.IncidentDecoder;
import io.freeflow.feeds.incidents.IncidentDecoder.Item;
import io.freeflow.kafka.loop.IncidentOutlet.Judged;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reports of incidents: decoded, placed on the network, compared with what is known of them, and written to the log; what is no
 * incident becomes a dead letter, once however often it is reported. The newest states and letters that the store may not hold yet
 * are remembered. Thread-safe; one document at a time.
 */
final class ReportedIncidents implements IncidentDoor {

    /** The source of letters whose report was rejected. */
    static final String SOURCE = "incidents";

    private static final int REMEMBERED = 10_000;
    private static final DateTimeFormatter IN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(java.time.ZoneOffset.UTC);

    private final TrafficStore store;
    private final Consumer<Judged> log;
    private final Clock clock;
    private final Placing placing;
    private final IncidentDecoder decoder;
    private final Map<String, Incident> newest = new LinkedHashMap<>();
    private final Map<String, Reason> refused = new LinkedHashMap<>();

    /**
     * A door that knows what its store does.
     *
     * @param log takes what became of reports, and returns when it cannot lose it
     * @param clock wall clock, which counts while no feed had a clock yet
     */
    ReportedIncidents(Network network, TrafficStore store, Consumer<Judged> log, Clock clock) {
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.placing = new Placing(network);
        this.decoder = new IncidentDecoder(network.zone());
    }

    /** What became of the items of one document so far. */
    private static final class Sheet {
        private final List<Answer> answers = new ArrayList<>();
        private final Map<String, Incident> incidents = new LinkedHashMap<>();
        private final List<Incident> leaving = new ArrayList<>();
        private final Map<String, DeadLetter> letters = new LinkedHashMap<>();
        private final List<LetterPassed> passed = new ArrayList<>();
        private final Map<String, Long> counts = new TreeMap<>();

        void count(String counter) {
            counts.merge(counter, 1L, Long::sum);
        }
    }

    @Override
    public synchronized List<Answer> take(byte[] document) {
        var now = now();
        var sheet = new Sheet();
        for (byte[] payload : IncidentDecoder.split(document)) {
            sheet.count(Counters.RECEIVED);
            switch (decoder.decode(payload)) {
                case Item.Read(var report) -> sheet.answers.add(judge(report, now, sheet));
                case Item.Refused no -> {
                    sheet.answers.add(rejected(no));
                    refuse(no, payload, sheet);
                }
            }
        }
        write(sheet);
        return sheet.answers;
    }

    /** Judges the report of a letter again. */
    synchronized LetterDoor.Answer replay(String letterId, byte[] payload) {
        var sheet = new Sheet();
        sheet.count(Counters.RECEIVED);
        var answer = switch (decoder.decode(payload)) {
            case Item.Read(var report) -> {
                judge(report, now(), sheet);
                sheet.count(Counters.REPLAYS_PASSED);
                sheet.passed.add(new LetterPassed(letterId, SOURCE));
                yield new LetterDoor.Answer(letterId, LetterDoor.Outcome.PASSED, Optional.empty(), Optional.empty());
            }
            case Item.Refused no -> {
                sheet.count(Counters.REJECTED + no.reason().wireName());
                sheet.letters.put(letterId, letter(letterId, no, payload, true));
                yield new LetterDoor.Answer(
                        letterId, LetterDoor.Outcome.FAILED_AGAIN, Optional.of(no.reason()), Optional.of(no.detail()));
            }
        };
        write(sheet);
        return answer;
    }

    private void write(Sheet sheet) {
        if (sheet.counts.isEmpty()) {
            return;
        }
        var states = new ArrayList<>(sheet.leaving);
        states.addAll(sheet.incidents.values());
        log.accept(new Judged(states, List.copyOf(sheet.letters.values()), sheet.passed, sheet.counts));
        remember(newest, sheet.incidents);
        sheet.letters.forEach((id, letter) -> remember(refused, Map.of(id, letter.reason())));
    }

    private static Answer rejected(Item.Refused no) {
        return new Answer(Outcome.REJECTED, no.id(), Optional.of(no.reason()), Optional.of(no.detail()));
    }

    private void refuse(Item.Refused no, byte[] payload, Sheet sheet) {
        var id = "report-" + hash(payload);
        boolean before = refused.containsKey(id)
                || sheet.letters.containsKey(id)
                || !store.findLetters(List.of(id)).isEmpty();
        if (before) {
            sheet.count(Counters.REJECTED_BEFORE);
        } else {
            sheet.count(Counters.REJECTED + no.reason().wireName());
            sheet.letters.put(id, letter(id, no, payload, false));
        }
    }

    /** Of what is longer than a record may be, its beginning. */
    private static DeadLetter letter(String id, Item.Refused no, byte[] payload, boolean replayed) {
        boolean whole = payload.length <= ReadingDoor.MAX_RECORD_BYTES;
        return new DeadLetter(
                id,
                Stages.REPORT,
                SOURCE,
                Optional.empty(),
                no.reason(),
                whole ? no.detail() : no.detail() + "; of " + payload.length + " bytes, the letter has the first",
                whole ? payload : Arrays.copyOf(payload, ReadingDoor.MAX_RECORD_BYTES),
                replayed);
    }

    private static String hash(byte[] payload) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Answer judge(IncidentReport report, Instant now, Sheet sheet) {
        var id = report.id()
                .orElseGet(() -> "INC_%s_%08x"
                        .formatted(
                                IN_ID.format(report.start().orElse(now)),
                                report.toString().hashCode()));
        var known = Optional.ofNullable(sheet.incidents.get(id)).or(() -> find(id));
        var start = report.start().or(() -> known.map(Incident::start)).orElse(now);
        var reported = incident(id, report, start, notBefore(known, now));
        // A report that says nothing of an end does not take one away.
        var incident = known.isPresent() && reported.end().isEmpty()
                ? reported.endedAt(known.get().end())
                : reported;
        var outcome = Outcome.ACCEPTED;
        if (known.isPresent()) {
            outcome = incident.saysTheSameAs(known.get()) ? Outcome.DUPLICATE : Outcome.UPDATED;
        }
        if (outcome != Outcome.DUPLICATE) {
            sheet.incidents.put(incident.id(), incident);
            known.filter(before -> !before.region().equals(incident.region()))
                    .ifPresent(before -> sheet.leaving.add(gone(before, now)));
        }
        sheet.count(
                switch (outcome) {
                    case ACCEPTED -> Counters.ACCEPTED;
                    case UPDATED -> Counters.UPDATED;
                    case DUPLICATE -> Counters.DUPLICATE;
                    case REJECTED -> throw new IllegalStateException("a report that could be read is not rejected");
                });
        var unplaced = incident.place() instanceof Unplaced(var why, var detail)
                ? Optional.of("not on the network: " + detail)
                : Optional.<String>empty();
        return new Answer(outcome, Optional.of(incident.id()), Optional.empty(), unplaced);
    }

    private Optional<Incident> find(String id) {
        return Optional.ofNullable(newest.get(id)).or(() -> store.findIncident(id));
    }

    /** A clock that was the wall's before a feed began, or is of another feed, does not make a newer state older. */
    private static Instant notBefore(Optional<Incident> known, Instant now) {
        return known.map(Incident::updatedAt).filter(now::isBefore).orElse(now);
    }

    /** Tells the region that it leaves. It is older than what the store has, which keeps that. */
    private static Incident gone(Incident before, Instant now) {
        var end = now.isBefore(before.start()) ? before.start() : now;
        return before.endedAt(Optional.of(end)).updatedAt(before.updatedAt().minusMillis(1));
    }

    private Incident incident(String id, IncidentReport report, Instant start, Instant now) {
        var placed = placing.place(report.where());
        return new Incident(
                id,
                placed.region(),
                report.source(),
                report.type(),
                report.severity(),
                placed.place(),
                report.where().points().stream().findFirst(),
                start,
                report.expectedEnd(),
                report.end(),
                report.lanesClosed(),
                report.description(),
                now);
    }

    /** The feed clock; the wall clock on a road where nothing was fed yet. */
    private Instant now() {
        return store.listFeeds().stream()
                .map(FeedState::completeUntil)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElseGet(clock::instant);
    }

    @Override
    public synchronized void change(Incident state) {
        var newer = state.updatedAt(notBefore(find(state.id()), state.updatedAt()));
        log.accept(new Judged(List.of(newer), List.of(), List.of(), Map.of()));
        remember(newest, Map.of(newer.id(), newer));
    }

    private static <T> void remember(Map<String, T> known, Map<String, T> more) {
        known.putAll(more);
        var oldest = known.entrySet().iterator();
        while (known.size() > REMEMBERED && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }
}
