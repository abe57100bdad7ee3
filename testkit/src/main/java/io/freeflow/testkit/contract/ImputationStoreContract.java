package io.freeflow.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.road.Imputation;
import io.freeflow.core.store.ImputedWindow;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store keeps of values that nobody measured. */
public interface ImputationStoreContract {

    ImputedState BY_NEIGHBOURS = new ImputedState("A", 44.4, 5120, ImputationMethod.NEIGHBOURS, List.of("B", "C"));
    ImputedState BY_PROFILE =
            new ImputedState("B", 61, Double.NaN, ImputationMethod.PROFILE, List.of("profile-weeks-2"));
    ImputedState BY_LAST_VALUE =
            new ImputedState("A", 58, Double.NaN, ImputationMethod.LAST_VALUE, List.of("2012-03-01T07:55:00Z"));

    /** The store under test, empty at the start of each test. */
    TrafficStore store();

    /** The way into the same store. */
    Sink sink();

    /** Makes the contract's network, of which A and B are in the region east, the newest. */
    void saveNetwork();

    @Test
    default void imputedValuesAreOldestFirstThenBySensorAndTheFirstOfAWindowStays() {
        saveNetwork();
        var eight = Instant.parse("2012-03-01T08:00:00Z");
        var later = eight.plus(FiveMinutes.LENGTH);
        sink().write(List.of(imputation(later, BY_PROFILE, BY_LAST_VALUE)), Map.of());
        sink().write(List.of(imputation(eight, BY_NEIGHBOURS), imputation(eight, BY_LAST_VALUE)), Map.of());

        assertThat(store().listImputed(Set.of("A", "B", "nobody"), eight, later.plusSeconds(1)))
                .containsExactly(
                        new ImputedWindow(FiveMinutes.windowOf(eight), BY_NEIGHBOURS),
                        new ImputedWindow(FiveMinutes.windowOf(later), BY_LAST_VALUE),
                        new ImputedWindow(FiveMinutes.windowOf(later), BY_PROFILE));
        assertThat(store().listImputed(Set.of("B"), eight, later)).isEmpty();
        assertThat(store().listImputed(Set.of("A"), later, later)).isEmpty();
        assertThat(store().listLedger())
                .singleElement()
                .satisfies(entry -> assertThat(entry.counts()).containsEntry("stored-imputations", 2L));
    }

    private static Imputation imputation(Instant start, ImputedState... states) {
        return new Imputation("east", FiveMinutes.windowOf(start), start.plus(FiveMinutes.LENGTH), List.of(states));
    }
}
