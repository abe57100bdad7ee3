package io.freeflow.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.incident.IncidentDoor.Answer;
import io.freeflow.core.incident.IncidentDoor.Outcome;
import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.ingest.LetterDoor;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.kafka.loop.IncidentOutlet.Judged;
import io.freeflow.testkit.Networks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReportedIncidentsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T16:00:00Z");
    private static final String CRASH = """
            {"incident_id": "a-1", "incident_type": "accident", "sensor_id": "B", "lanes_closed": %d}""";

    private final InMemoryTrafficStore store = new InMemoryTrafficStore();
    private final List<Incident> log = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<LetterPassed> passed = new ArrayList<>();
    private final Map<String, Long> books = new TreeMap<>();
    private final ReportedIncidents door = open();

    private ReportedIncidents open() {
        return new ReportedIncidents(
                Networks.draw("north  I-5  N  A B C"), store, this::write, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void write(Judged judged) {
        log.addAll(judged.incidents());
        letters.addAll(judged.letters());
        passed.addAll(judged.passed());
        judged.counts().forEach((counter, count) -> books.merge(counter, count, Long::sum));
    }

    private List<Answer> take(String document) {
        return door.take(document.getBytes(UTF_8));
    }

    @Test
    void anIncidentIsPlacedAndWrittenOnce() {
        assertThat(take(CRASH.formatted(1)).getFirst().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(take(CRASH.formatted(1)).getFirst().outcome()).isEqualTo(Outcome.DUPLICATE);

        assertThat(log).singleElement().satisfies(incident -> {
            assertThat(incident.place()).isEqualTo(new OnCorridor("I-5-N", 101, 101));
            assertThat(incident.region()).isEqualTo("north");
            assertThat(incident.start()).isEqualTo(NOW);
        });
    }

    @Test
    void whatTheStoreKnowsIsADuplicateAfterARestart() {
        take(CRASH.formatted(1));
        store.write(log, Map.of());

        assertThat(open().take(CRASH.formatted(1).getBytes(UTF_8)).getFirst().outcome())
                .isEqualTo(Outcome.DUPLICATE);
        assertThat(open().take(CRASH.formatted(2).getBytes(UTF_8)).getFirst().outcome())
                .isEqualTo(Outcome.UPDATED);
    }

    @Test
    void aKnownIncidentWithoutAStartKeepsItsOwn() {
        take(CRASH.formatted(1));
        var later = new ReportedIncidents(
                Networks.draw("north  I-5  N  A B C"),
                store,
                this::write,
                Clock.fixed(NOW.plusSeconds(3600), ZoneOffset.UTC));
        store.write(log, Map.of());

        assertThat(later.take(CRASH.formatted(1).getBytes(UTF_8)).getFirst().outcome())
                .isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void aReportThatSaysNothingOfAnEndTakesNoneAway() {
        take(CRASH.formatted(1));
        var ended = log.getFirst().endedAt(java.util.Optional.of(NOW.plusSeconds(60)));
        door.change(ended);

        assertThat(take(CRASH.formatted(1)).getFirst().outcome()).isEqualTo(Outcome.DUPLICATE);
        take(CRASH.formatted(3));

        assertThat(log.getLast().end()).contains(NOW.plusSeconds(60));
        assertThat(log.getLast().lanesClosed()).hasValue(3);
    }

    @Test
    void theRegionThatAnIncidentLeavesIsToldAndTheStoreKeepsWhereItIs() {
        take(CRASH.formatted(1));
        take(CRASH.formatted(1).replace("\"B\"", "\"Z\""));

        assertThat(log).extracting(Incident::region).containsExactly("north", "north", Incident.NOWHERE);
        assertThat(log.get(1).isActiveAt(NOW)).isFalse();
        store.write(List.of(log.get(0), log.get(2), log.get(1)), Map.of());
        assertThat(store.findIncident("a-1")).contains(log.get(2));
    }

    @Test
    void aFeedWhoseClockIsBehindTheWallDoesNotMakeWhatIsSaidLaterOlder() {
        take(CRASH.formatted(1));
        var known = log.getFirst();

        door.change(known.endedAt(java.util.Optional.of(NOW)).updatedAt(NOW.minusSeconds(3600)));

        assertThat(log.getLast().updatedAt()).isEqualTo(NOW);
    }

    @Test
    void anIncidentWithoutAnIdGetsTheSameOneAgain() {
        var report = "{\"incident_type\": \"debris\", \"sensor_id\": \"A\", \"description\": \"ladder\"}";

        var first = take(report).getFirst();
        var again = take("[" + report + "]").getFirst();

        assertThat(first.incidentId().orElseThrow()).startsWith("INC_20260302T160000Z_");
        assertThat(again.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(again.incidentId()).isEqualTo(first.incidentId());
    }

    @Test
    void whatHasNoPlaceIsKeptAndSaysWhy() {
        var answer =
                take("{\"incident_type\": \"weather\", \"freeway\": \"I-90\"}").getFirst();

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.detail()).contains("not on the network: the network has no corridor I-90");
        assertThat(log)
                .singleElement()
                .satisfies(incident -> assertThat(incident.region()).isEqualTo(Incident.NOWHERE));
    }

    @Test
    void whatIsNoIncidentIsADeadLetterOnceWithItsOwnBytes() {
        var bad = "{ \"id\":\"b\" }";

        var answers = take("[" + bad + "," + CRASH.formatted(1) + "," + bad + "]");
        take(bad);

        assertThat(answers.getFirst().reason()).contains(Reason.MISSING_TYPE);
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(new String(letter.payload(), UTF_8)).isEqualTo(bad);
            assertThat(letter.letterId()).matches("report-[0-9a-f]{16}");
            assertThat(letter.stage()).isEqualTo("report");
            assertThat(letter.source()).isEqualTo("incidents");
            assertThat(letter.reason()).isEqualTo(Reason.MISSING_TYPE);
            assertThat(letter.detail()).isEqualTo("incident_type is missing");
            assertThat(letter.replayed()).isFalse();
        });
        assertThat(books)
                .isEqualTo(Map.of("received", 4L, "accepted", 1L, "rejected.missing-type", 1L, "rejected-before", 2L));
        assertThat(hop("reports").difference()).isZero();

        store.write(letters, Map.of());
        open().take(bad.getBytes(UTF_8));

        assertThat(letters).as("the store knows it after a restart").hasSize(1);
    }

    private Ledger.Hop hop(String name) {
        return Ledger.of(List.of(new LedgerEntry("report", "incidents", books))).hops().stream()
                .filter(hop -> hop.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofADocumentThatIsTooLongTheLetterHasTheBeginning() {
        take("x".repeat(2 << 20));

        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.payload()).hasSize(1 << 19);
            assertThat(letter.detail()).endsWith("of 2097152 bytes, the letter has the first");
        });
    }

    @Test
    void aLetterThatIsPutBackIsJudgedAgain() {
        var failed = door.replay("report-1", "{}".getBytes(UTF_8));
        var taken = door.replay("report-2", CRASH.formatted(1).getBytes(UTF_8));

        assertThat(failed.outcome()).isEqualTo(LetterDoor.Outcome.FAILED_AGAIN);
        assertThat(failed.reason()).contains(Reason.MISSING_TYPE);
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.letterId()).isEqualTo("report-1");
            assertThat(letter.replayed()).isTrue();
        });
        assertThat(taken.outcome()).isEqualTo(LetterDoor.Outcome.PASSED);
        assertThat(passed).containsExactly(new LetterPassed("report-2", "incidents"));
        assertThat(log).extracting(Incident::id).containsExactly("a-1");
        assertThat(books).containsEntry("replays-passed", 1L);
        assertThat(hop("reports").difference()).isZero();
    }
}
