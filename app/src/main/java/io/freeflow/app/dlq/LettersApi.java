package io.freeflow.app.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The letters of a running Freeflow over its REST API. */
final class LettersApi {

    private static final String PATH = "/api/v1/dead-letters";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI server;

    LettersApi(URI server) {
        this.server = server;
    }

    URI server() {
        return server;
    }

    /** A page of letters. */
    JsonNode list(Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return ask(HttpRequest.newBuilder(server.resolve(PATH + (query.isEmpty() ? "" : "?" + query)))
                .GET());
    }

    JsonNode get(String letterId) {
        return ask(HttpRequest.newBuilder(server.resolve(
                        PATH + "/" + URLEncoder.encode(letterId, UTF_8).replace("+", "%20")))
                .GET());
    }

    JsonNode replay(List<String> letterIds) {
        var body = JSON.createObjectNode();
        var ids = body.putArray("letter_ids");
        letterIds.forEach(ids::add);
        return ask(HttpRequest.newBuilder(server.resolve(PATH + "/replay"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            var response = http.send(request.timeout(ANSWER_WITHIN).build(), BodyHandlers.ofString());
            var body = parse(response.body());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(server + " answered " + response.statusCode() + ": "
                        + body.path("detail").asString("nothing more"));
            }
            return body;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no Freeflow answers at " + server + "; start one, or name another with --to URL", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalStateException(server + " does not answer as a Freeflow does", e);
        }
    }
}
