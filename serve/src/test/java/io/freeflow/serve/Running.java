package io.freeflow.serve;

import io.freeflow.core.incident.IncidentDoor;
import io.freeflow.core.ingest.ReadingDoor;
import io.freeflow.core.simulator.Simulator;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a free port, with a client for it. */
final class Running implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    final TestClock clock = new TestClock();
    final Server server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Running(
            ServeConfig config,
            Road road,
            Optional<Simulator> simulator,
            Optional<ReadingDoor> door,
            Optional<IncidentDoor> incidentDoor,
            List<HealthCheck> checks) {
        server = Server.start(
                config,
                new ServedRoad(
                        road.store,
                        road.store,
                        road.acts::add,
                        Road.RULES,
                        door,
                        door.map(open -> new TestLetterDoor()),
                        incidentDoor,
                        simulator,
                        Road.SCHEMAS,
                        Duration.ofMinutes(10)),
                checks,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                clock,
                "1.2.3");
    }

    static Running on(Road road, HealthCheck... checks) {
        return new Running(config(), road, Optional.empty(), Optional.empty(), Optional.empty(), List.of(checks));
    }

    static Running on(ServeConfig config, Road road) {
        return new Running(config, road, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    static Running on(Road road, Simulator simulator) {
        return new Running(
                config(),
                road,
                Optional.of(simulator),
                Optional.of(new TestDoor()),
                Optional.of(new TestIncidentDoor()),
                List.of());
    }

    static Running on(Road road, ReadingDoor door) {
        return new Running(config(), road, Optional.empty(), Optional.of(door), Optional.empty(), List.of());
    }

    static Running on(Road road, IncidentDoor door) {
        return new Running(config(), road, Optional.empty(), Optional.empty(), Optional.of(door), List.of());
    }

    static ServeConfig config() {
        return new ServeConfig("127.0.0.1", 0, 1000, 64, Duration.ofMillis(1));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    Connection connect() {
        return Connection.open(http, URI.create("ws://127.0.0.1:" + server.port() + "/ws/real-time"));
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(10));
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    HttpResponse<byte[]> post(String path, String body) {
        return post(path, "application/json", body);
    }

    HttpResponse<byte[]> post(String path, String type, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<byte[]> patch(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<byte[]> delete(String path) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE().build());
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
