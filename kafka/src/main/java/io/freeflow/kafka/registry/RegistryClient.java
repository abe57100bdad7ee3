package io.freeflow.kafka.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.schema.SchemaVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The few calls of Confluent's REST API that we need. Every one throws {@link RegistryException} when the registry does
 * not answer, or answers with what it should not. Thread-safe.
 */
final class RegistryClient implements AutoCloseable {

    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final String url;
    private final RegistryConfig config;
    private final HttpClient http;

    /** What was answered; {@code said} is the error's message. */
    private record Answer(int status, JsonNode body, String said) {
        boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    RegistryClient(RegistryConfig config) {
        this.config = config;
        this.url = config.url().toString().replaceAll("/+$", "");
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build();
    }

    String url() {
        return url;
    }

    /** The version of a subject that is this schema; empty where it has none. */
    Optional<SchemaVersion> lookUp(String subject, String schema) {
        return found("POST", "/subjects/" + subject, schemaBody(schema)).map(RegistryClient::version);
    }

    /** A subject's newest version; empty where it has none. */
    Optional<SchemaVersion> newest(String subject) {
        return found("GET", "/subjects/" + subject + "/versions/latest", "").map(RegistryClient::version);
    }

    /** The text of a schema; empty where no schema has the id. */
    Optional<String> schema(int id) {
        return found("GET", "/schemas/ids/" + id, "")
                .map(body -> body.path("schema").asString(""));
    }

    /** Makes the schema a new version of its subject. Gives what the registry says against it; empty if nothing. */
    Optional<String> register(String subject, String schema) {
        var answer = ask("POST", "/subjects/" + subject + "/versions", schemaBody(schema));
        // 409 is incompatible; 422 is not a schema, or against another rule of the registry.
        if (answer.status == 409 || answer.status == 422) {
            return Optional.of(answer.said);
        }
        requireOk("POST", "/subjects/" + subject + "/versions", answer);
        return Optional.empty();
    }

    /** From now on new versions of the subject must be able to read the one before, unless a level is set already. */
    void requireBackward(String subject) {
        var path = "/config/" + subject;
        var level = found("GET", path, "")
                .map(body -> body.path("compatibilityLevel").asString("NONE"))
                .orElse("NONE");
        if (level.equals("NONE")) {
            var body = MAPPER.writeValueAsString(Map.of("compatibility", "BACKWARD"));
            requireOk("PUT", path, ask("PUT", path, body));
        }
    }

    private static String schemaBody(String schema) {
        return MAPPER.writeValueAsString(Map.of("schema", schema));
    }

    private static SchemaVersion version(JsonNode body) {
        return new SchemaVersion(
                body.path("id").asInt(),
                body.path("subject").asString(),
                body.path("version").asInt(),
                body.path("schema").asString());
    }

    private Optional<JsonNode> found(String method, String path, String body) {
        var answer = ask(method, path, body);
        if (answer.status == 404 && answer.body.has("error_code")) {
            return Optional.empty();
        }
        requireOk(method, path, answer);
        return Optional.of(answer.body);
    }

    private void requireOk(String method, String path, Answer answer) {
        if (!answer.isOk()) {
            throw new RegistryException(
                    "the schema registry " + url + " answered " + answer.status + " to " + method + " " + path + ": "
                            + answer.said,
                    null);
        }
    }

    private Answer ask(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER_WITHIN)
                .header("Accept", JSON + ", application/json")
                .header("Content-Type", JSON)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!config.user().isEmpty()) {
            var pair = config.user() + ":" + config.password();
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new RegistryException(
                    "the schema registry " + url + " does not answer: "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while the schema registry " + url + " was asked", e);
        }
    }

    /** A proxy's page is an answer too. */
    private Answer answer(int status, String text) {
        try {
            var body = MAPPER.readTree(text);
            return new Answer(status, body, body.path("message").asString(text));
        } catch (JacksonException notJson) {
            var said = text.substring(0, Math.min(200, text.length()));
            if (status >= 200 && status < 300) {
                throw new RegistryException(
                        "the schema registry " + url + " answered what is not JSON: " + said, notJson);
            }
            return new Answer(status, MAPPER.createObjectNode(), said);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
