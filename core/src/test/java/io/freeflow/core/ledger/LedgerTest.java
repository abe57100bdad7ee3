package io.freeflow.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.ledger.Ledger.Hop;
import io.freeflow.core.road.LedgerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The books of a road of 100 slots on which everything happened once. */
class LedgerTest {

    private static final List<LedgerEntry> ROAD = List.of(
            entry("feed", "loops", "slots=100 sent=97 missing.no-answer=2 missing.broken=1 marks=24"),
            entry("validate", "0", "received=60 accepted=50 corrected=4 rejected.not-a-number=6 marks=12"),
            entry("validate", "1", "received=37 accepted=36 rejected.unreadable=1 replays-passed=3 marks=12"),
            entry(
                    "aggregate",
                    "0",
                    "windowed=80 late=3 too-late=1 duplicate=4 revised=2 parts=20 slot-parts=40 health=3 marks=24"),
            entry("forecast", "north", "received-parts=20 windows=10 issued=8 withheld.too-few-sensors=2"),
            entry("alert", "0", "received-slot-parts=40 alerts=5 acts=1"),
            entry(
                    "store",
                    "all",
                    "stored=84 duplicate=4 revised=2 stored-letters=5 letters-failed-again=2 letters-passed=2"
                            + " letters-passed-before=1 stored-parts=20 stored-forecasts=8 stored-alerts=5"
                            + " stored-health=3"));

    @Test
    void theBooksOfARoadAtRestBalance() {
        var ledger = Ledger.of(ROAD);

        assertThat(ledger.hops())
                .allSatisfy(hop -> assertThat(hop.difference()).as(hop.name()).isZero());
        assertThat(ledger.difference()).isZero();
        assertThat(ledger.missing()).isEqualTo(Map.of("missing.no-answer", 2L, "missing.broken", 1L));
    }

    @Test
    void hopsStandInTheOrderOfTheRoad() {
        assertThat(Ledger.of(ROAD).hops().stream().map(Hop::name))
                .containsExactly(
                        "feed",
                        "ingest",
                        "marks",
                        "marks-to-parts",
                        "validate",
                        "aggregate",
                        "store",
                        "letters",
                        "replays",
                        "windows",
                        "parts",
                        "health",
                        "forecast",
                        "predictions",
                        "imputations",
                        "slots",
                        "alerts",
                        "incidents");
    }

    @Test
    void eachHopShowsItsNumbersSummedOverParts() {
        var validate = Ledger.of(ROAD).hops().stream()
                .filter(hop -> hop.name().equals("validate"))
                .findFirst();

        assertThat(validate)
                .contains(new Hop(
                        "validate",
                        Map.of("received", 97L),
                        Map.of(
                                "accepted",
                                86L,
                                "corrected",
                                4L,
                                "rejected.not-a-number",
                                6L,
                                "rejected.unreadable",
                                1L)));
    }

    @Test
    void whatIsLostShowsWhereItWasLost() {
        var entries = new ArrayList<>(ROAD);
        entries.set(
                3,
                entry(
                        "aggregate",
                        "0",
                        "windowed=79 late=3 too-late=1 duplicate=4 revised=2 parts=21 slot-parts=40 health=3 marks=24"));

        var ledger = Ledger.of(entries);

        assertThat(ledger.hops().stream()
                        .filter(hop -> hop.difference() != 0)
                        .map(hop -> hop.name() + " " + hop.difference()))
                .containsExactly("aggregate 1", "windows 1", "parts 1");
        assertThat(ledger.difference()).isEqualTo(3);
    }

    @Test
    void aLossAndASurplusDoNotCancel() {
        var ledger = Ledger.of(
                List.of(entry("validate", "0", "received=10 accepted=9"), entry("aggregate", "0", "windowed=10")));

        assertThat(ledger.hops().stream().map(Hop::difference)).containsSubsequence(1L, -1L);
        assertThat(ledger.difference()).isEqualTo(1 + 1 + 9);
    }

    @Test
    void aMarkThatOneOfTwoPartsHasNotSeenIsMissed() {
        var ledger = Ledger.of(List.of(
                entry("validate", "0", "marks=3"),
                entry("aggregate", "0", "marks=3"),
                entry("aggregate", "1", "marks=2")));

        assertThat(ledger.hops().stream()
                        .filter(hop -> hop.name().equals("marks-to-parts"))
                        .map(Hop::difference))
                .containsExactly(1L);
    }

    @Test
    void whatIsRejectedStoredOrKnownBeforeHasSettled() {
        assertThat(Ledger.settled(ROAD)).isEqualTo(97);
    }

    @Test
    void withoutFeedsOfOurOwnNothingIsSaidOfThem() {
        assertThat(Ledger.of(List.of()).hops().stream().map(Hop::name)).doesNotContain("feed", "ingest");
        assertThat(Ledger.of(List.of()).difference()).isZero();
    }

    @Test
    void anEntryIsACopyInTheOrderOfItsNames() {
        var counts = new HashMap<>(Map.of("windowed", 1L, "late", 2L));
        var entry = new LedgerEntry("aggregate", "0", counts);

        counts.clear();

        assertThat(entry.counts().keySet()).containsExactly("late", "windowed");
        assertThatThrownBy(() -> entry.counts().put("late", 3L)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static LedgerEntry entry(String stage, String part, String counts) {
        var map = new HashMap<String, Long>();
        for (String count : counts.split(" ", -1)) {
            map.put(count.substring(0, count.indexOf('=')), Long.valueOf(count.substring(count.indexOf('=') + 1)));
        }
        return new LedgerEntry(stage, part, map);
    }
}
