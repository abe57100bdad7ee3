package io.freeflow.serve;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.network.Sensor;
import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a client asks {@code POST /api/v1/predictions}; each sensor and each step once, in the order asked. */
record PredictionQuery(List<String> sensorIds, List<Integer> steps) {

    private static final int MAX_SENSORS = 1000;
    private static final List<Integer> DEFAULT_HORIZONS = List.of(15, 30, 60);

    PredictionQuery {
        sensorIds = List.copyOf(sensorIds);
        steps = List.copyOf(steps);
    }

    static PredictionQuery read(Context ctx) {
        var body = Body.read(ctx, "sensor_ids");
        body.allow("sensor_ids", "horizons");
        return new PredictionQuery(List.copyOf(sensorIds(body)), List.copyOf(steps(body)));
    }

    private static Set<String> sensorIds(Body body) {
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

    private static Set<Integer> steps(Body body) {
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

    private static JsonNode array(Body body, String name, int max) {
        var array = body.field(name);
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
