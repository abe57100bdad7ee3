package io.freeflow.serve;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.network.Sensor;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a client asks {@code POST /api/v1/predictions}; each sensor and each step once, in the order asked. */
record PredictionQuery(List<String> sensorIds, List<Integer> steps) {

    private static final int MAX_BODY_BYTES = 1_000_000;
    private static final int MAX_SENSORS = 1000;
    private static final Set<String> FIELDS = Set.of("sensor_ids", "horizons");
    private static final List<Integer> DEFAULT_HORIZONS = List.of(15, 30, 60);

    PredictionQuery {
        sensorIds = List.copyOf(sensorIds);
        steps = List.copyOf(steps);
    }

    static PredictionQuery read(Context ctx) {
        var body = parse(ctx);
        if (!body.isObject()) {
            throw Problem.badRequest(
                    "the body must be an object with sensor_ids, was " + Wire.lower(body.getNodeType()));
        }
        body.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.badRequest(
                            "unknown field '" + Parameters.shown(name) + "'; known are sensor_ids, horizons");
                });
        return new PredictionQuery(List.copyOf(sensorIds(body)), List.copyOf(steps(body)));
    }

    private static JsonNode parse(Context ctx) {
        try (var in = ctx.req().getInputStream()) {
            if (ctx.req().getContentLengthLong() > MAX_BODY_BYTES) {
                throw tooLarge();
            }
            var bytes = in.readNBytes(MAX_BODY_BYTES + 1);
            if (bytes.length > MAX_BODY_BYTES) {
                throw tooLarge();
            }
            if (bytes.length == 0) {
                throw Problem.badRequest("the body must be JSON, was empty");
            }
            return Json.READER.readTree(bytes);
        } catch (JacksonException e) {
            throw Problem.badRequest("the body is not JSON: " + Parameters.shown(e.getOriginalMessage()));
        } catch (IOException e) {
            throw Problem.badRequest("the body cannot be read: " + e.getMessage());
        }
    }

    private static Problem tooLarge() {
        return new Problem(HttpStatus.CONTENT_TOO_LARGE, "the body must have at most " + MAX_BODY_BYTES + " bytes");
    }

    private static Set<String> sensorIds(JsonNode body) {
        var given = array(body, "sensor_ids", MAX_SENSORS);
        var ids = new LinkedHashSet<String>();
        for (JsonNode id : given) {
            if (!id.isString()) {
                throw Problem.badRequest("sensor_ids must be texts, had " + Parameters.shown(id.toString()));
            }
            ids.add(Parameters.checked("each of sensor_ids", id.stringValue(), Sensor.MAX_ID_LENGTH));
        }
        return ids;
    }

    private static Set<Integer> steps(JsonNode body) {
        var steps = new LinkedHashSet<Integer>();
        if (!body.has("horizons")) {
            DEFAULT_HORIZONS.forEach(minutes -> steps.add(Horizons.stepOf(minutes)));
            return steps;
        }
        for (JsonNode horizon : array(body, "horizons", Horizons.STEPS)) {
            double minutes = horizon.isNumber() ? horizon.asDouble(-1) : -1;
            if (!(minutes >= 5 && minutes <= 60 && minutes % 5 == 0)) {
                throw Problem.badRequest("each of horizons must be a multiple of 5 from 5 to 60, was "
                        + Parameters.shown(horizon.toString()));
            }
            steps.add(Horizons.stepOf((int) minutes));
        }
        return steps;
    }

    private static JsonNode array(JsonNode body, String name, int max) {
        var array = body.path(name);
        if (!array.isArray()) {
            throw Problem.badRequest(name + " must be an array of 1-" + max + ", was "
                    + (array.isMissingNode() ? "missing" : Parameters.shown(array.toString())));
        }
        if (array.isEmpty() || array.size() > max) {
            throw Problem.badRequest(name + " must be an array of 1-" + max + ", had " + array.size());
        }
        return array;
    }
}
