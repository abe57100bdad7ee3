package io.freeflow.app.demo;

import io.freeflow.core.incident.IncidentDoor;
import io.freeflow.core.incident.IncidentPlace.Unplaced;
import io.freeflow.core.incident.IncidentReport;
import io.freeflow.core.incident.Placing;
import io.freeflow.core.network.Network;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Incident;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.feeds.incidents.IncidentDecoder;
import io.freeflow.feeds.incidents.IncidentDecoder.Item;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reports of incidents: decoded, placed on the network, compared with what is known of them, and written to the log. The newest
 * states that the store may not hold yet are remembered. Thread-safe; one document at a time.
 */
final class ReportedIncidents implements IncidentDoor {

    private static final int REMEMBERED = 10_000;
    private static final DateTimeFormatter IN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(java.time.ZoneOffset.UTC);

    private final TrafficStore store;
    private final Consumer<List<Incident>> log;
    private final Clock clock;
    private final Placing placing;
    private final IncidentDecoder decoder;
    private final Map<String, Incident> newest = new LinkedHashMap<>();

    /**
     * A door that knows what its store does.
     *
     * @param log takes states of incidents, and returns when it cannot lose them
     * @param clock wall clock, which counts while no feed had a clock yet
     */
    ReportedIncidents(Network network, TrafficStore store, Consumer<List<Incident>> log, Clock clock) {
        this.store = store;
        this.log = log;
        this.clock = clock;
        this.placing = new Placing(network);
        this.decoder = new IncidentDecoder(network.zone());
    }

    @Override
    public synchronized List<Answer> take(byte[] document) {
        var now = now();
        var answers = new ArrayList<Answer>();
        var sending = new LinkedHashMap<String, Incident>();
        var leaving = new ArrayList<Incident>();
        for (Item item : decoder.decode(document)) {
            answers.add(
                    switch (item) {
                        case Item.Refused(var id, var refusal, var detail) ->
                            new Answer(Outcome.REJECTED, id, Optional.of(refusal), Optional.of(detail));
                        case Item.Read(var report) -> judge(report, now, sending, leaving);
                    });
        }
        if (!sending.isEmpty()) {
            leaving.addAll(sending.values());
            log.accept(List.copyOf(leaving));
        }
        remember(sending);
        return answers;
    }

    private Answer judge(IncidentReport report, Instant now, Map<String, Incident> sending, List<Incident> leaving) {
        var id = report.id()
                .orElseGet(() -> "INC_%s_%08x"
                        .formatted(
                                IN_ID.format(report.start().orElse(now)),
                                report.toString().hashCode()));
        var known = Optional.ofNullable(sending.get(id)).or(() -> find(id));
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
            sending.put(incident.id(), incident);
            known.filter(before -> !before.region().equals(incident.region()))
                    .ifPresent(before -> leaving.add(gone(before, now)));
        }
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
        log.accept(List.of(newer));
        remember(Map.of(newer.id(), newer));
    }

    private void remember(Map<String, Incident> states) {
        newest.putAll(states);
        var oldest = newest.entrySet().iterator();
        while (newest.size() > REMEMBERED && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }
}
