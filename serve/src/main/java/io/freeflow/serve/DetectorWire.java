package io.freeflow.serve;

import io.freeflow.core.health.SilenceCause;
import io.freeflow.core.health.Suspicion;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.SensorHealth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is thought of detectors, on the wire; each silent one with what silenced it. */
final class DetectorWire {

    private final Optional<Network> network;
    private final Map<String, SilenceCause> causes;

    /**
     * Of one moment.
     *
     * @param all what was said last of every sensor
     */
    DetectorWire(List<SensorHealth> all, Optional<Network> network) {
        this.network = network;
        var silent = all.stream()
                .filter(one -> one.suspicion().filter(Suspicion.SILENT::equals).isPresent())
                .map(SensorHealth::sensorId)
                .collect(Collectors.toSet());
        this.causes = network.map(known -> SilenceCause.of(known, silent)).orElse(Map.of());
    }

    void detector(Json json, SensorHealth health) {
        json.text("sensor_id", health.sensorId())
                .text(
                        "name",
                        network.flatMap(known -> known.find(health.sensorId())).map(Sensor::name))
                .text("region", health.region())
                .text("suspicion", health.suspicion().map(Suspicion::wireName))
                .text(
                        "values",
                        health.suspicion().filter(Suspicion::spoilsValues).isPresent() ? "in_doubt" : "believed")
                .time("since", health.since())
                .time("known_at", health.knownAt())
                .text("evidence", health.evidence());
        Optional.ofNullable(causes.get(health.sensorId()))
                .ifPresentOrElse(
                        cause -> json.object("cause", inner -> cause(inner, cause)), () -> json.nothing("cause"));
        health.lastDay()
                .ifPresentOrElse(
                        day -> json.object(
                                "last_day",
                                inner -> inner.text("date", day.date().toString())
                                        .text("status", day.status().wireName())),
                        () -> json.nothing("last_day"));
    }

    private static void cause(Json json, SilenceCause cause) {
        json.text("level", Wire.lower(cause.level())).text("id", cause.id()).number("sensors", cause.sensors());
    }
}
