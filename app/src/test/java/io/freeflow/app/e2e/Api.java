package io.freeflow.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API of a running Freeflow, as a stranger calls it. */
record Api(String address) {

    static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** An answer, whatever its status. */
    record Answer(int status, JsonNode body) {}

    JsonNode get(String path) {
        var answer = ask(path);
        assertThat(answer.status()).as("%s answered %s", path, answer.body()).isEqualTo(200);
        return answer.body();
    }

    Answer ask(String path) {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, String body) {
        var answer = send(path, body);
        assertThat(answer.status()).as("%s answered %s", path, answer.body()).isBetween(200, 299);
        return answer.body();
    }

    /** Posts, whatever the status of the answer. */
    Answer send(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Asks until the answer is as wanted. */
    Answer await(String path, Duration within, Predicate<Answer> wanted) {
        return org.awaitility.Awaitility.await(path)
                .atMost(within)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> ask(path), wanted);
    }

    /** Waits until the books balance. */
    JsonNode awaitBalance(Duration within) {
        return await(
                        "/api/v1/ledger",
                        within,
                        answer -> answer.status() == 200
                                && answer.body().path("difference").asLong(-1) == 0
                                && hop(answer.body(), "validate")
                                                .path("in")
                                                .path("received")
                                                .asLong(0)
                                        > 0)
                .body();
    }

    static JsonNode hop(JsonNode ledger, String stage) {
        for (JsonNode hop : ledger.path("hops")) {
            if (hop.path("stage").asString("").equals(stage)) {
                return hop;
            }
        }
        return JSON.createObjectNode();
    }

    Instant feedTime() {
        return Instant.parse(
                get("/api/v1/status").path("clock").path("feed_time").stringValue());
    }

    RealTimeConnection connect() {
        return RealTimeConnection.open(HTTP, URI.create(address.replaceFirst("^http", "ws") + "/ws/real-time"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
