package io.freeflow.serve;

import io.freeflow.core.schema.SchemaVersion;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The read-only part of Confluent's Schema Registry API, in its own paths, words and errors. Its clients send parameters
 * that mean nothing here ({@code fetchMaxId}), so none is refused.
 */
final class SchemasResource {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int NO_SUBJECT = 40401;
    private static final int NO_VERSION = 40402;
    private static final int NO_SCHEMA = 40403;
    private static final int BAD_VERSION = 42202;

    private final List<SchemaVersion> all;
    private final TreeMap<String, List<SchemaVersion>> bySubject;

    SchemasResource(List<SchemaVersion> all) {
        this.all = all;
        this.bySubject =
                all.stream().collect(Collectors.groupingBy(SchemaVersion::subject, TreeMap::new, Collectors.toList()));
    }

    /** {@code GET /subjects}. */
    void subjects(Context ctx) {
        answer(ctx, json -> texts(json, bySubject.keySet()));
    }

    /** {@code GET /subjects/{subject}/versions}. */
    void versions(Context ctx) {
        var subject = ctx.pathParam("subject");
        var versions = bySubject.get(subject);
        if (versions == null) {
            refuseSubject(ctx, subject);
            return;
        }
        answer(ctx, json -> json.array(versions, (inner, one) -> inner.number(one.version())));
    }

    /** {@code GET /subjects/{subject}/versions/{version}}: a number, or {@code latest}. */
    void version(Context ctx) {
        var subject = ctx.pathParam("subject");
        var versions = bySubject.get(subject);
        var asked = ctx.pathParam("version");
        var number = asked.equals("latest") ? Optional.of(0) : positive(asked);
        if (versions == null) {
            refuseSubject(ctx, subject);
        } else if (number.isEmpty()) {
            refuse(
                    ctx,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    BAD_VERSION,
                    "The specified version '" + Parameters.shown(asked)
                            + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string"
                            + " \"latest\"");
        } else {
            versions.stream()
                    .filter(one -> number.get() == 0 || one.version() == number.get())
                    .reduce((before, after) -> after)
                    .ifPresentOrElse(
                            one -> answer(ctx, json -> json.inObject(inner -> version(inner, one))),
                            () -> refuse(
                                    ctx, HttpStatus.NOT_FOUND, NO_VERSION, "Version " + number.get() + " not found."));
        }
    }

    private static void version(Json json, SchemaVersion one) {
        json.text("subject", one.subject())
                .number("version", one.version())
                .number("id", one.id())
                .text("schema", one.schema());
    }

    /** {@code GET /schemas/ids/{schema_id}}. */
    void schema(Context ctx) {
        var asked = ctx.pathParam("schema_id");
        all.stream()
                .filter(one -> Integer.toString(one.id()).equals(asked))
                .findFirst()
                .ifPresentOrElse(
                        one -> answer(ctx, json -> json.inObject(inner -> inner.text("schema", one.schema()))),
                        () -> refuse(
                                ctx,
                                HttpStatus.NOT_FOUND,
                                NO_SCHEMA,
                                "Schema " + Parameters.shown(asked) + " not found"));
    }

    /** {@code GET /schemas/types}. */
    void types(Context ctx) {
        answer(ctx, json -> texts(json, List.of("AVRO")));
    }

    /** {@code GET /config}. */
    void config(Context ctx) {
        answer(ctx, json -> json.inObject(inner -> inner.text("compatibilityLevel", "BACKWARD")));
    }

    private static void texts(Json json, Collection<String> texts) {
        json.array(texts, Json::text);
    }

    private static Optional<Integer> positive(String text) {
        try {
            int number = Integer.parseInt(text);
            return number > 0 ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static void refuseSubject(Context ctx, String subject) {
        refuse(ctx, HttpStatus.NOT_FOUND, NO_SUBJECT, "Subject '" + Parameters.shown(subject) + "' not found.");
    }

    private static void refuse(Context ctx, HttpStatus status, int code, String message) {
        ctx.status(status);
        answer(
                ctx,
                json -> json.inObject(inner -> inner.number("error_code", code).text("message", message)));
    }

    private static void answer(Context ctx, Consumer<Json> value) {
        ctx.header("Cache-Control", "no-store").contentType(CONTENT_TYPE).result(Json.bytes(Json.write(value)));
    }
}
