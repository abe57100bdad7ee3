package io.freeflow.serve;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON object that a client sent, with its fields as they should be or a 400 that says what is wrong. */
final class Body {

    private static final int MAX_BYTES = 1_000_000;

    private final JsonNode json;

    private Body(JsonNode json) {
        this.json = json;
    }

    /**
     * Reads the body of a request.
     *
     * @param content what the object holds, in words
     */
    static Body read(Context ctx, String content) {
        return of(parse(ctx), "the body must be an object with " + content);
    }

    /** An object inside of another, or a 400. */
    private static Body of(JsonNode json, String demand) {
        if (!json.isObject()) {
            throw Problem.badRequest(demand + ", was " + Wire.lower(json.getNodeType()));
        }
        return new Body(json);
    }

    /** An object that did not come in a request. */
    static Body of(JsonNode json) {
        return of(json, "must be an object");
    }

    /** A page of another site can make a browser send a form or plain text without asking, but not JSON. */
    static void requireJson(Context ctx) {
        var type = Optional.ofNullable(ctx.contentType()).orElse("nothing");
        if (!type.startsWith("application/json")) {
            throw new Problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type must be application/json, was " + Parameters.shown(type));
        }
    }

    private static JsonNode parse(Context ctx) {
        try {
            return Json.READER.readTree(bytes(ctx, MAX_BYTES));
        } catch (JacksonException e) {
            throw Problem.badRequest("the body is not JSON: " + Parameters.shown(e.getOriginalMessage()));
        }
    }

    /** All bytes of a body that has at least one and at most so many. */
    static byte[] bytes(Context ctx, int most) {
        try (var in = ctx.req().getInputStream()) {
            if (ctx.req().getContentLengthLong() > most) {
                throw tooLarge(most);
            }
            var bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw tooLarge(most);
            }
            if (bytes.length == 0) {
                throw Problem.badRequest("the body must be JSON, was empty");
            }
            return bytes;
        } catch (IOException e) {
            throw Problem.badRequest("the body cannot be read: " + e.getMessage());
        }
    }

    private static Problem tooLarge(int most) {
        return new Problem(HttpStatus.CONTENT_TOO_LARGE, "the body must have at most " + most + " bytes");
    }

    /** Refuses every other field. */
    void allow(String... fields) {
        var allowed = List.of(fields);
        json.propertyNames().stream()
                .filter(name -> !allowed.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.badRequest(
                            "unknown field '" + Parameters.shown(name) + "'; known are " + String.join(", ", allowed));
                });
    }

    boolean has(String field) {
        return json.has(field);
    }

    JsonNode field(String field) {
        return json.path(field);
    }

    String text(String field, int maxLength) {
        return findText(field, maxLength).orElseThrow(() -> Problem.badRequest(field + " is missing"));
    }

    Optional<String> findText(String field, int maxLength) {
        var value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw Problem.badRequest(field + " must be a text, was " + Parameters.shown(value.toString()));
        }
        return Optional.of(Parameters.checked(field, value.stringValue(), maxLength));
    }

    Body object(String field) {
        return of(json.path(field), field + " must be an object");
    }

    Optional<Body> findObject(String field) {
        return json.has(field) ? Optional.of(object(field)) : Optional.empty();
    }

    /** Texts of 1 to {@code maxLength} characters; none where the field is absent. */
    List<String> texts(String field, int most, int maxLength) {
        var list = json.path(field);
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > most || !list.valueStream().allMatch(JsonNode::isString)) {
            throw Problem.badRequest(field + " must be a list of at most " + most + " texts");
        }
        return list.valueStream()
                .map(each -> Parameters.checked(field, each.stringValue(), maxLength))
                .toList();
    }

    /** One of an enumeration, as it is written on the wire. */
    <E extends Enum<E>> E oneOf(String field, Class<E> type) {
        return Parameters.oneOf(field, text(field, 50), type);
    }

    /** A time; none where the field is absent or null. */
    Optional<Instant> time(String field) {
        return findText(field, 40).map(text -> Parameters.time(field, text));
    }

    double number(String field, double min, double max) {
        return checked(field, json.path(field), min, max);
    }

    double number(String field, double min, double max, double whenAbsent) {
        return json.has(field) ? number(field, min, max) : whenAbsent;
    }

    int integer(String field, int min, int max) {
        double value = number(field, min, max);
        if (value != Math.rint(value)) {
            throw Problem.badRequest(field + " must be a whole number, was " + value);
        }
        return (int) value;
    }

    private static double checked(String field, JsonNode value, double min, double max) {
        if (value.isNumber() && value.asDouble() >= min && value.asDouble() <= max) {
            return value.asDouble();
        }
        throw Problem.badRequest("%s must be a number from %s to %s, was %s"
                .formatted(
                        field,
                        plain(min),
                        plain(max),
                        value.isMissingNode() ? "missing" : Parameters.shown(value.toString())));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
