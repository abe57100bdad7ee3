package io.freeflow.core.store;

import static java.util.Comparator.comparingLong;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.LetterPassed;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The letters of {@link InMemoryTrafficStore}. Not thread-safe. */
final class LetterShelf {

    private final Map<String, StoredLetter.Whole> letters = new LinkedHashMap<>();

    /** Gives the counter of what it did. */
    String take(DeadLetter letter, Optional<Instant> clock) {
        var before = letters.get(letter.letterId());
        var first = before == null ? null : before.letter();
        boolean passed = first != null && first.state() == LetterState.PASSED;
        letters.put(
                letter.letterId(),
                new StoredLetter.Whole(
                        new StoredLetter(
                                first == null ? letters.size() + 1 : first.number(),
                                letter.letterId(),
                                letter.stage(),
                                letter.source(),
                                letter.sensorId(),
                                first != null && passed ? first.reason() : letter.reason(),
                                first != null && passed ? first.detail() : letter.detail(),
                                letter.payload().length,
                                first == null ? clock : first.knownAt(),
                                first == null ? 1 : first.tries() + 1,
                                passed ? LetterState.PASSED : LetterState.WAITING),
                        letter.payload()));
        return letter.replayed() ? Counters.LETTERS_FAILED_AGAIN : Counters.STORED_LETTERS;
    }

    /** Gives the counter of what it did. */
    String pass(LetterPassed passed) {
        var before = letters.get(passed.letterId());
        if (before == null || before.letter().state() == LetterState.PASSED) {
            return Counters.LETTERS_PASSED_BEFORE;
        }
        var was = before.letter();
        letters.put(
                was.letterId(),
                new StoredLetter.Whole(
                        new StoredLetter(
                                was.number(),
                                was.letterId(),
                                was.stage(),
                                was.source(),
                                was.sensorId(),
                                was.reason(),
                                was.detail(),
                                was.bytes(),
                                was.knownAt(),
                                was.tries() + 1,
                                LetterState.PASSED),
                        before.payload()));
        return Counters.LETTERS_PASSED;
    }

    List<StoredLetter> list(LetterQuery query) {
        return answering(query)
                .filter(letter ->
                        query.before().map(number -> letter.number() < number).orElse(true))
                .sorted(comparingLong(StoredLetter::number).reversed())
                .limit(query.limit())
                .toList();
    }

    Map<Reason, Long> count(LetterQuery query) {
        return answering(query)
                .collect(Collectors.groupingBy(StoredLetter::reason, TreeMap::new, Collectors.counting()));
    }

    List<StoredLetter.Whole> find(Collection<String> letterIds) {
        return letterIds.stream()
                .distinct()
                .sorted()
                .flatMap(id -> Optional.ofNullable(letters.get(id)).stream())
                .toList();
    }

    private Stream<StoredLetter> answering(LetterQuery query) {
        return letters.values().stream()
                .map(StoredLetter.Whole::letter)
                .filter(letter -> is(query.state(), letter.state())
                        && is(query.reason(), letter.reason())
                        && is(query.feed(), letter.source())
                        && query.sensorId()
                                .map(id -> letter.sensorId().equals(Optional.of(id)))
                                .orElse(true)
                        && at(query.from(), letter, from -> clock -> !clock.isBefore(from))
                        && at(query.to(), letter, to -> clock -> clock.isBefore(to)));
    }

    private static <T> boolean is(Optional<T> wanted, T value) {
        return wanted.map(value::equals).orElse(true);
    }

    private static boolean at(
            Optional<Instant> bound, StoredLetter letter, Function<Instant, Function<Instant, Boolean>> test) {
        return bound.map(limit -> letter.knownAt().map(test.apply(limit)).orElse(false))
                .orElse(true);
    }
}
