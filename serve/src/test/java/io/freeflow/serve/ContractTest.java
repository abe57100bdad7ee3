package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.health.Suspicion;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.ScoreSheet;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Routes and openapi.yaml say the same, in both directions. */
class ContractTest {

    private static final String ALERT = "ALERT_queue_I-405-N_1";
    private static final Road ROAD = Road.of(3);
    private static final Running SERVER = Running.on(ROAD, new TestSimulator());
    private static final Running EMPTY = Running.on(Road.withoutNetwork());

    /** One operation of the document. */
    record Operation(String method, String path, JsonNode spec) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void aMorning() {
        ROAD.write(
                ROAD.clockAt(Road.EIGHT),
                ROAD.reading("A1", Road.EIGHT, 61.234),
                ROAD.window(Road.EIGHT.minusSeconds(300), 0, 60, 20, Double.NaN),
                ROAD.forecast(Road.EIGHT, 50),
                Road.alert(ALERT, Road.EIGHT, AlertStatus.OPEN),
                new DeadLetter(
                        "3-1844",
                        "validate",
                        "loops",
                        Optional.empty(),
                        Reason.UNREADABLE,
                        "no fields",
                        new byte[] {1},
                        false),
                Road.health("A1", Optional.of(Suspicion.SILENT)),
                Road.incident("i1", Road.EIGHT),
                new LedgerEntry("validate", "0", Map.of("received", 9L, "accepted", 8L)),
                new ScoreSheet("d07", "graph", LocalDate.EPOCH, Collections.nCopies(12, ScoreSums.ZERO)));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        EMPTY.close();
    }

    static Stream<Operation> operations() {
        var operations = new ArrayList<Operation>();
        Contract.document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations.stream();
    }

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedOperationHasARoute() {
        assertThat(SERVER.server.routes())
                .containsExactlyInAnyOrderElementsOf(
                        operations().map(Operation::toString).toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationAnswersAsDocumented(Operation operation) {
        if (operation.path().equals(Server.REAL_TIME)) {
            try (var connection = SERVER.connect()) {
                assertThat(connection.next().path("type").stringValue()).isEqualTo("welcome");
            }
            return;
        }

        for (Running server : List.of(SERVER, EMPTY)) {
            var response = call(server, operation, "");

            assertThat(response.statusCode()).isIn(200, 201, 202, 404);
            assertConforms(operation, response);
        }
        assertThat(call(SERVER, operation, "").statusCode()).isIn(200, 201, 202);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationWithParametersRefusesABadOneAsDocumented(Operation operation) {
        if (!operation.spec().path("responses").has("400")) {
            return;
        }
        if (operation.method().equals("PATCH")) {
            var refused = SERVER.patch(operation.path().replace("{incident_id}", "i1"), "{}");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertConforms(operation, refused);
            return;
        }
        var refusal = operation.method().equals("POST")
                ? SERVER.post(operation.path().replace("{alert_id}", ALERT).replace("{incident_id}", "i1"), "{}")
                : call(SERVER, operation, "?limit=-1&hours=-1");

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertConforms(operation, refusal);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyDocumentedLimitIsHeldAtItsEdges(Operation operation) {
        for (JsonNode parameter : operation.spec().path("parameters")) {
            var resolved = resolve(parameter);
            var schema = resolved.path("schema");
            if (resolved.path("in").stringValue().equals("query") && schema.has("maximum")) {
                var name = resolved.path("name").stringValue();
                var statuses = new TreeMap<Integer, Integer>();
                int min = schema.path("minimum").intValue();
                int max = schema.path("maximum").intValue();
                for (int value : new int[] {min - 1, min, max, max + 1}) {
                    statuses.put(
                            value,
                            call(SERVER, operation, "?" + name + "=" + value).statusCode());
                }

                assertThat(statuses).isEqualTo(Map.of(min - 1, 400, min, 200, max, 200, max + 1, 400));
            }
        }
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? Contract.document().at(node.path("$ref").stringValue().substring(1))
                : node;
    }

    private static HttpResponse<byte[]> call(Running server, Operation operation, String query) {
        var path = operation
                .path()
                .replace("{sensor_id}", "A1")
                .replace("{corridor_id}", "I-405-N")
                .replace("{alert_id}", ALERT)
                .replace("{letter_id}", "3-1844")
                .replace("{subject}", "io.freeflow.schemas.Event")
                .replace("{version}", "latest")
                .replace("{schema_id}", "9")
                .replace("{incident_id}", "i1")
                .replace("{id}", "i1");
        return switch (operation.method()) {
            case "POST" -> server.post(path, body(operation));
            case "PATCH" -> server.patch(path, body(operation));
            case "DELETE" -> server.delete(path + query);
            default -> server.get(path + query);
        };
    }

    /** The document's example, with sensors that are there. */
    private static String body(Operation operation) {
        var content = operation.spec().at("/requestBody/content").path("application/json");
        var example = content.has("example")
                ? content.path("example")
                : content.path("examples").iterator().next().path("value");
        return example.toString().replace("LA_405_N_001", "A1");
    }

    private static void assertConforms(Operation operation, HttpResponse<byte[]> response) {
        var documented = resolve(operation.spec().path("responses").path("" + response.statusCode()));
        assertThat(documented.isMissingNode())
                .as("%s answers %d", operation, response.statusCode())
                .isFalse();
        var type = response.headers().firstValue("Content-Type").orElseThrow().replaceAll(";.*", "");
        var schema = documented.path("content").path(type).path("schema");
        assertThat(schema.isMissingNode()).as("%s answers %s", operation, type).isFalse();
        if (type.endsWith("json")) {
            assertThat(Contract.errors(schema, Running.json(response))).isEmpty();
        }
    }
}
