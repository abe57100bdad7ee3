package io.freeflow.feeds.formats;

import io.freeflow.core.feed.FeedRules;
import io.freeflow.core.reading.Decoder;
import io.freeflow.feeds.formats.Names.Meaning;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads a JSON object, flat or nested, under the names of {@link Field}: the formats N1 to N5 and F1 to F4 of docs/data.md
 * and their relatives. Numbers and booleans come out as their text; other fields are skipped. Thread-safe.
 */
public final class JsonDecoder implements Decoder {

    /** Deeper than any known format; guards against hostile nesting. */
    static final int MAX_DEPTH = 32;
    /** Longer than any number a detector means. */
    static final int MAX_NUMBER_LENGTH = 64;

    private final JsonFactory factory;
    private final Names names;
    private final FeedUnits units;

    /** Of feeds whose units are ours where their names do not say others. */
    public JsonDecoder() {
        this.factory = JsonFactory.builder()
                // Few threads decode, each for long: its buffers need no pool that all threads share.
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .build())
                .build();
        this.names = new Names(factory);
        this.units = FeedUnits.OURS;
    }

    private JsonDecoder(JsonDecoder other, FeedUnits units) {
        this.factory = other.factory;
        this.names = other.names;
        this.units = units;
    }

    @Override
    public Decoder of(FeedRules feed, Duration usualPeriod) {
        return new JsonDecoder(this, FeedUnits.of(feed, usualPeriod));
    }

    @Override
    public Decoded decode(byte[] payload) {
        try (var parser = factory.createParser(ObjectReadContext.empty(), payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Decoded.Unreadable("a record is a JSON object, was " + name(parser.currentToken()));
            }
            var found = new FoundFields(units);
            readObject(parser, found, Part.ROOT);
            if (parser.nextToken() != null) {
                return new Decoded.Unreadable("a record is one JSON object, more followed it");
            }
            return new Decoded.Fields(found.toReading());
        } catch (FoundFields.AmbiguousException e) {
            return new Decoded.Unreadable(e.getMessage());
        } catch (JacksonException e) {
            return new Decoded.Unreadable("not JSON: " + e.getOriginalMessage());
        }
    }

    private void readObject(JsonParser parser, FoundFields found, Part part) {
        for (int name = names.next(parser); name != Names.END; name = names.next(parser)) {
            var token = parser.nextToken();
            switch (names.meaningOf(name)) {
                case Meaning.Value(Field.Alias alias)
                when part.has(alias.field()) -> readValue(parser, token, alias, found, part);
                case Meaning.Inner(Part inner)
                when token == JsonToken.START_OBJECT && part.holds(inner) -> readObject(parser, found, inner);
                default -> parser.skipChildren();
            }
        }
    }

    private static void readValue(JsonParser parser, JsonToken token, Field.Alias alias, FoundFields found, Part part) {
        if (token.isScalarValue()) {
            if (token != JsonToken.VALUE_NULL) {
                found.put(alias, part.rank(), parser.getString());
            }
        } else if (alias.field().isPlace()) {
            parser.skipChildren();
        } else {
            throw new FoundFields.AmbiguousException(alias.name() + " is a number or text, was " + name(token));
        }
    }

    private static String name(@Nullable JsonToken token) {
        return switch (token) {
            case null -> "nothing";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> token.asString();
        };
    }
}
