package io.freeflow.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.Severity;
import io.freeflow.core.incident.IncidentPlace;
import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.incident.IncidentPlace.Unplaced;
import io.freeflow.core.incident.IncidentPlace.Why;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.network.Position;
import io.freeflow.core.road.Incident;
import io.freeflow.core.store.IncidentQuery;
import io.freeflow.core.store.IncidentQuery.State;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.TrafficStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every store keeps of reported incidents. */
public interface IncidentStoreContract {

    Instant EIGHT = Instant.parse("2026-03-02T08:00:00Z");

    /** The store under test, empty at the start of each test. */
    TrafficStore store();

    /** The way into the same store. */
    Sink sink();

    @Test
    default void anIncidentComesBackAsItWasWritten() {
        var whole = incident("one", EIGHT, new OnCorridor("I-405-N", 1.5, 2.25));
        var bare = new Incident(
                "two",
                Incident.NOWHERE,
                "",
                IncidentType.WEATHER,
                Severity.LOW,
                new Unplaced(Why.TOO_FAR, "no corridor"),
                Optional.empty(),
                EIGHT,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                "",
                EIGHT);
        sink().write(List.of(whole, bare), Map.of());

        assertThat(store().findIncident("one")).contains(whole);
        assertThat(store().findIncident("two")).contains(bare);
        assertThat(store().findIncident("three")).isEmpty();
    }

    @Test
    default void theNewestStateOfAnIncidentReplacesTheOneBeforeAndEachIsCounted() {
        var there = incident("one", EIGHT, new OnCorridor("I-405-N", 1, 1));
        var moved = incident("one", EIGHT.plusSeconds(60), new Unplaced(Why.NO_DIRECTION, "say which"));
        var over = there.endedAt(Optional.of(EIGHT.plusSeconds(90))).updatedAt(EIGHT.plusSeconds(95));
        sink().write(List.of(there, moved), Map.of());
        assertThat(store().findIncident("one")).contains(moved);
        sink().write(List.of(over), Map.of());

        assertThat(store().findIncident("one")).contains(over);
        assertThat(store().listLedger())
                .singleElement()
                .satisfies(entry -> assertThat(entry.counts()).containsEntry("stored-incidents", 3L));
    }

    @Test
    default void aStateThatComesAfterANewerOneOfItsIncidentChangesNothing() {
        var before = incident("one", EIGHT, new OnCorridor("I-405-N", 1, 1));
        var after = incident("one", EIGHT.plusSeconds(60), new OnCorridor("I-5-S", 2, 2));

        sink().write(List.of(after, before), Map.of());
        assertThat(store().findIncident("one")).as("in one batch").contains(after);
        sink().write(List.of(before), Map.of());

        assertThat(store().findIncident("one")).as("in the next").contains(after);
    }

    @Test
    default void incidentsAreNewestFirstAndFoundByStateCorridorTypeAndStart() {
        var early = incident("early", EIGHT.minus(Duration.ofHours(3)), new OnCorridor("I-405-N", 1, 1));
        var b = incident("b", EIGHT, new OnCorridor("I-405-N", 1, 1));
        var a = incident("a", EIGHT, new OnCorridor("I-5-S", 1, 1));
        var later = incident("later", EIGHT.plus(Duration.ofHours(3)), new Unplaced(Why.NO_PLACE, ""));
        sink().write(List.of(early, b, a, later), Map.of());

        assertThat(ids(query(State.ALL, 1000))).isEqualTo("later a b early");
        assertThat(ids(query(State.ALL, 2))).isEqualTo("later a");
        assertThat(ids(query(State.ACTIVE, 1000))).isEqualTo("a b");
        assertThat(ids(query(State.PLANNED, 1000))).isEqualTo("later");
        assertThat(ids(query(State.ENDED, 1000))).isEqualTo("early");
        assertThat(ids(new IncidentQuery(
                        State.ALL,
                        EIGHT,
                        Optional.of("I-405-N"),
                        Optional.of(IncidentType.ACCIDENT),
                        Optional.of(EIGHT),
                        Optional.of(EIGHT.plusSeconds(1)),
                        10)))
                .isEqualTo("b");
    }

    private static IncidentQuery query(State state, int limit) {
        return new IncidentQuery(
                state, EIGHT, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    private String ids(IncidentQuery query) {
        return String.join(
                " ", store().listIncidents(query).stream().map(Incident::id).toList());
    }

    private static Incident incident(String id, Instant start, IncidentPlace place) {
        return new Incident(
                id,
                "east",
                "ann",
                IncidentType.ACCIDENT,
                Severity.HIGH,
                place,
                Optional.of(new Position(34.5, -118.25)),
                start,
                Optional.of(start.plus(Duration.ofHours(1))),
                Optional.empty(),
                OptionalInt.of(2),
                "two \"lanes\"",
                start);
    }
}
