package io.freeflow.kafka.wire;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A number is an id of the committed list. */
final class CommittedIds implements WireIds {

    static final CommittedIds INSTANCE = new CommittedIds();

    private final Map<Integer, Meaning> meanings =
            SchemaIds.list().stream().collect(Collectors.toUnmodifiableMap(Function.identity(), SchemaIds::meaning));

    private CommittedIds() {}

    @Override
    public int numberOf(int id) {
        return id;
    }

    @Override
    public Meaning meaningOf(int number) {
        var meaning = meanings.get(number);
        if (meaning == null) {
            throw new Wire.UnknownBytesException("unknown schema id " + number, null);
        }
        return meaning;
    }
}
