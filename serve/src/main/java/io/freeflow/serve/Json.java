package io.freeflow.serve;

import io.javalin.http.Context;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON in our units: {@code NaN} and an empty Optional are null, times are UTC. Not thread-safe. */
final class Json {

    /** Reads what clients send. */
    static final JsonMapper READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator generator;

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    /** The text of one object. */
    static String object(Consumer<Json> members) {
        return write(json -> json.inObject(members));
    }

    /** The text of one value. */
    static String write(Consumer<Json> value) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), text)) {
            value.accept(new Json(generator));
        }
        return text.toString();
    }

    static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** Answers with a JSON object that is not to be kept. */
    static void answer(Context ctx, Consumer<Json> members) {
        ctx.header("Cache-Control", "no-store").contentType("application/json").result(bytes(object(members)));
    }

    Json text(String name, String value) {
        generator.writeName(name);
        generator.writeString(value);
        return this;
    }

    Json text(String name, Optional<String> value) {
        generator.writeName(name);
        value.ifPresentOrElse(generator::writeString, generator::writeNull);
        return this;
    }

    Json time(String name, Instant value) {
        return text(name, value.toString());
    }

    Json number(String name, long value) {
        generator.writeName(name);
        generator.writeNumber(value);
        return this;
    }

    /** A number as it is, with all its digits. */
    Json exact(String name, double value) {
        generator.writeName(name);
        if (Double.isFinite(value)) {
            generator.writeNumber(value);
        } else {
            generator.writeNull();
        }
        return this;
    }

    /** A number rounded to 0.001. */
    Json thousandths(String name, double value) {
        generator.writeName(name);
        return rounded(value, 1000);
    }

    /** A number rounded to 0.01. */
    Json hundredths(String name, double value) {
        generator.writeName(name);
        return hundredths(value);
    }

    Json hundredths(double value) {
        return rounded(value, 100);
    }

    /** A number rounded to 0.1. */
    Json tenths(String name, double value) {
        generator.writeName(name);
        return tenths(value);
    }

    Json tenths(double value) {
        return rounded(value, 10);
    }

    private Json rounded(double value, long scale) {
        if (!Double.isFinite(value)) {
            generator.writeNull();
            return this;
        }
        long scaled = Math.round(value * scale);
        if (scaled % scale == 0) {
            generator.writeNumber(scaled / scale);
        } else {
            generator.writeNumber(scaled / (double) scale);
        }
        return this;
    }

    Json nothing(String name) {
        generator.writeName(name);
        generator.writeNull();
        return this;
    }

    /** A value that is JSON already. */
    Json raw(String name, String json) {
        generator.writeName(name);
        generator.writeRawValue(json);
        return this;
    }

    Json object(String name, Consumer<Json> members) {
        generator.writeName(name);
        return inObject(members);
    }

    Json inObject(Consumer<Json> members) {
        generator.writeStartObject();
        members.accept(this);
        generator.writeEndObject();
        return this;
    }

    Json counts(String name, Map<String, Long> counts) {
        return object(name, json -> counts.forEach(json::number));
    }

    /** An array of objects. */
    <T> Json objects(String name, Collection<T> items, BiConsumer<Json, T> members) {
        return array(name, items, (json, item) -> json.inObject(inner -> members.accept(inner, item)));
    }

    <T> Json array(String name, Collection<T> items, BiConsumer<Json, T> value) {
        generator.writeName(name);
        return array(items, value);
    }

    <T> Json array(Collection<T> items, BiConsumer<Json, T> value) {
        generator.writeStartArray();
        items.forEach(item -> value.accept(this, item));
        generator.writeEndArray();
        return this;
    }

    Json texts(String name, Collection<String> items) {
        return array(name, items, Json::text);
    }

    Json text(String value) {
        generator.writeString(value);
        return this;
    }

    Json number(long value) {
        generator.writeNumber(value);
        return this;
    }
}
