package io.freeflow.kafka.registry;

import io.freeflow.core.schema.SchemaVersion;
import io.freeflow.kafka.wire.Wire.UnknownBytesException;
import io.freeflow.kafka.wire.WireIds;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.SchemaParseException;

/**
 * A number is an id of a registry. One that is not of this program's own schemas is asked for once: while the registry is
 * away, a message with such a number waits with {@link RegistryException} rather than be lost.
 */
final class RegisteredIds implements WireIds {

    /** So many numbers that mean nothing are remembered; foreign bytes may hold any. */
    private static final int MOST_REMEMBERED = 10_000;

    private final RegistryClient registry;
    private final Map<Integer, Integer> numbers;
    private final Map<String, SchemaVersion> newest = new HashMap<>();
    private final Map<Integer, Answer> answers = new ConcurrentHashMap<>();

    /** What is known of a number: what it means, or why it means nothing to us. */
    private record Answer(Optional<Meaning> meaning, String problem) {}

    /**
     * With all schemas of ours, a subject's newest last.
     *
     * @param numbers the registry's id for each id of ours
     */
    RegisteredIds(RegistryClient registry, Iterable<SchemaVersion> ours, Map<Integer, Integer> numbers) {
        this.registry = registry;
        this.numbers = Map.copyOf(numbers);
        for (SchemaVersion one : ours) {
            newest.put(one.subject(), one);
        }
        for (SchemaVersion one : ours) {
            answers.put(numberOf(one.id()), new Answer(Optional.of(meaning(one)), ""));
        }
    }

    private Meaning meaning(SchemaVersion one) {
        int id = Objects.requireNonNull(newest.get(one.subject())).id();
        return new Meaning(id, id == one.id() ? Optional.empty() : Optional.of(Registration.parse(one.schema())));
    }

    @Override
    public int numberOf(int id) {
        return Objects.requireNonNull(numbers.get(id));
    }

    @Override
    public Meaning meaningOf(int number) {
        var answer = answers.get(number);
        if (answer == null) {
            answer = ask(number);
            if (answers.size() < MOST_REMEMBERED) {
                answers.put(number, answer);
            }
        }
        var problem = answer.problem;
        return answer.meaning.orElseThrow(() -> new UnknownBytesException(problem, null));
    }

    private Answer ask(int number) {
        if (number < 0) {
            return nothing("no registry gives the schema id " + number);
        }
        return registry.schema(number)
                .map(schema -> understand(number, schema))
                .orElseGet(() -> nothing("the registry has no schema id " + number));
    }

    private Answer understand(int number, String text) {
        try {
            var writer = Registration.parse(text);
            var ours = newest.get(writer.getFullName());
            if (ours == null) {
                return nothing("schema id " + number + " is " + writer.getFullName() + ", which is not ours");
            }
            return Registration.problems(ours.schema(), text)
                    .map(problems -> nothing("schema id " + number + " is a " + ours.subject()
                            + " that this version cannot read: " + problems))
                    .orElseGet(() -> new Answer(Optional.of(new Meaning(ours.id(), Optional.of(writer))), ""));
        } catch (SchemaParseException e) {
            return nothing("schema id " + number + " is not Avro: " + e.getMessage());
        }
    }

    private static Answer nothing(String problem) {
        return new Answer(Optional.empty(), problem);
    }
}
