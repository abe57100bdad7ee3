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
import io.freeflow.kafka.loop.KafkaDesk;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reports of incidents: decoded, placed on the network, compared with what is known of them, and written to the log. The newest
 * states that the store may not hold yet are remembered. Thread-safe; one document at a time.
 */
final class ReportedIncidents implements IncidentDoor {

    private static final int REMEMBERED = 10_000;
    private static final DateTimeFormatter IN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(java.time.ZoneOffset.UTC);

    private final TrafficStore store;
    private final KafkaDesk desk;
    private final Clock clock;
    private final Placing placing;
    private final IncidentDecoder decoder;
    private final Map<String, Incident> newest = new LinkedHashMap<>();

    ReportedIncidents(Network network, TrafficStore store, KafkaDesk desk, Clock clock) {
        this.store = store;
        this.desk = desk;
        this.clock = clock;
        this.placing = new Placing(network);
        this.decoder = new IncidentDecoder(network.zone());
    }

    @Override
    public synchronized List<Answer> take(byte[] document) {
        var now = now();
        var answers = new ArrayList<Answer>();
        var sending = new LinkedHashMap<String, Incident>();
        for (Item item : decoder.decode(document)) {
            answers.add(
                    switch (item) {
                        case Item.Refused(var id, var refusal, var detail) ->
                            new Answer(Outcome.REJECTED, id, Optional.of(refusal), Optional.of(detail));
                        case Item.Read(var report) -> judge(incident(report, now), sending);
                    });
        }
        desk.report(List.copyOf(sending.values()));
        remember(sending);
        return answers;
    }

    private Answer judge(Incident reported, Map<String, Incident> sending) {
        var known = Optional.ofNullable(sending.get(reported.id()))
                .or(() -> Optional.ofNullable(newest.get(reported.id())))
                .or(() -> store.findIncident(reported.id()));
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
        }
        var unplaced = incident.place() instanceof Unplaced(var why, var detail)
                ? Optional.of("not on the network: " + detail)
                : Optional.<String>empty();
        return new Answer(outcome, Optional.of(incident.id()), Optional.empty(), unplaced);
    }

    private Incident incident(IncidentReport report, Instant now) {
        var placed = placing.place(report.where());
        var start = report.start().orElse(now);
        var id = report.id()
                .orElseGet(() -> "INC_%s_%08x".formatted(IN_ID.format(start), report.toString().hashCode()));
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
        desk.report(List.of(state));
        remember(Map.of(state.id(), state));
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
