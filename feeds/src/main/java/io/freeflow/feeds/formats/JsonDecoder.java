package io.freeflow.feeds.formats;

import io.freeflow.core.reading.Decoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON object, flat or nested, under the names of {@link Field}: the formats N1 to N5 and F1 to F4 of docs/data.md
 * and their relatives. Numbers and booleans come out as their text; other fields are skipped. Thread-safe.
 */
public final class JsonDecoder implements Decoder {

    /** Deeper than any known format; guards against hostile nesting. */
    static final int MAX_DEPTH = 32;
    /** Longer than any number a detector means. */
    static final int MAX_NUMBER_LENGTH = 64;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();

    @Override
    public Decoded decode(byte[] payload) {
        try (var parser = factory.createParser(ObjectReadContext.empty(), payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Decoded.Unreadable("a record is a JSON object, was " + name(parser.currentToken()));
            }
            var found = new FoundFields();
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

    private static void readObject(JsonParser parser, FoundFields found, Part part) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            var token = parser.nextToken();
            var alias = Field.find(name);
            if (alias.isPresent() && part.has(alias.get().field())) {
                readValue(parser, token, name, alias.get(), found, part);
                continue;
            }
            var inner = token == JsonToken.START_OBJECT ? part.find(name) : Optional.<Part>empty();
            if (inner.isPresent()) {
                readObject(parser, found, inner.get());
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void readValue(
            JsonParser parser, JsonToken token, String name, Field.Alias alias, FoundFields found, Part part) {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (!token.isScalarValue() && alias.field().isPlace()) {
            parser.skipChildren();
            return;
        }
        if (!token.isScalarValue()) {
            throw new FoundFields.AmbiguousException(name + " is a number or text, was " + name(token));
        }
        found.put(alias, part.rank(), name, parser.getString());
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
