package io.freeflow.serve;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.road.Forecast;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** The forecasts of several regions that one model issued at one time, as one. Immutable. */
final class Issue {

    private final Forecast first;
    private final Instant dataCutoff;
    private final Map<String, Row> rows = new HashMap<>();

    private record Row(Forecast forecast, int row) {}

    /** One cell that somebody asks for. */
    record Asked(String sensorId, int step) {}

    private Issue(Forecast first, List<Forecast> together) {
        this.first = first;
        this.dataCutoff = together.stream()
                .map(Forecast::dataCutoff)
                .max(Instant::compareTo)
                .orElseThrow();
        for (Forecast forecast : together) {
            for (int row = 0; row < forecast.sensorIds().size(); row++) {
                rows.put(forecast.sensorIds().get(row), new Row(forecast, row));
            }
        }
    }

    /** The newest issue among these forecasts. */
    static Optional<Issue> newestOf(Collection<Forecast> forecasts) {
        return forecasts.stream()
                .max(java.util.Comparator.comparing(Forecast::issuedAt).thenComparing(Forecast::region))
                .map(first -> new Issue(
                        first,
                        forecasts.stream()
                                .filter(other -> other.issuedAt().equals(first.issuedAt())
                                        && other.model().equals(first.model())
                                        && Objects.equals(other.modelVersion(), first.modelVersion()))
                                .toList()));
    }

    /** Every step of one sensor. */
    static List<Asked> allSteps(String sensorId) {
        return IntStream.range(0, Horizons.STEPS)
                .mapToObj(step -> new Asked(sensorId, step))
                .toList();
    }

    Instant issuedAt() {
        return first.issuedAt();
    }

    String model() {
        return first.model();
    }

    String modelVersion() {
        return first.modelVersion();
    }

    /** Feed clock of the newest input. */
    Instant dataCutoff() {
        return dataCutoff;
    }

    /** A quantile of speed; {@code NaN} where no model could say. */
    double mph(String sensorId, int step, int quantile) {
        var row = rows.get(sensorId);
        return row == null ? Double.NaN : row.forecast().speedsMph().mph(row.row(), step, quantile);
    }

    /** How probable it is that the speed is below a bound; {@code NaN} where no model could say. */
    double probabilityBelow(String sensorId, int step, double boundMph) {
        var row = rows.get(sensorId);
        return row == null ? Double.NaN : row.forecast().speedsMph().probabilityBelow(row.row(), step, boundMph);
    }
}
