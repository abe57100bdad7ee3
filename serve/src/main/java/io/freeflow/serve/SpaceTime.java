package io.freeflow.serve;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.network.Corridor;
import io.freeflow.core.queue.Queue;
import io.freeflow.core.queue.Queues;
import io.freeflow.core.queue.Reach;
import io.freeflow.core.store.SensorWindow;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.window.Quality;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** One corridor over place and time, as it is answered. Stations are numbers in the order of travel. */
final class SpaceTime {

    /** Minutes ahead that an operator plans with. */
    private static final List<Integer> AHEAD_MINUTES = List.of(15, 30, 60);

    private final List<Corridor.Station> stations;
    private final Optional<Past> past;
    private final Optional<Issue> issue;

    private SpaceTime(Corridor corridor, Optional<Past> past, Optional<Issue> issue) {
        this.stations = corridor.stations();
        this.past = past;
        this.issue = issue;
    }

    static SpaceTime of(Corridor corridor, Optional<Past> past, Optional<Issue> issue) {
        return new SpaceTime(corridor, past, issue);
    }

    /** Closed windows on a gapless grid: a window that the store does not have is missing in every station. */
    static final class Past {

        private final Instant start;
        private final Instant end;
        private final double[][] mph;
        private final boolean[][] imputed;

        private Past(Instant start, Instant end, int stations) {
            this.start = start;
            this.end = end;
            int windows = (int) Duration.between(start, end).dividedBy(FiveMinutes.LENGTH);
            mph = new double[stations][windows];
            imputed = new boolean[stations][windows];
            for (double[] row : mph) {
                Arrays.fill(row, Double.NaN);
            }
        }

        static Past of(Corridor corridor, Instant start, Instant end, List<SensorWindow> windows) {
            var stations = corridor.stations();
            var rows = new HashMap<String, Integer>();
            for (int station = 0; station < stations.size(); station++) {
                rows.put(stations.get(station).sensor().id(), station);
            }
            var past = new Past(start, end, stations.size());
            for (SensorWindow window : windows) {
                var row = rows.get(window.state().sensorId());
                if (row != null) {
                    past.put(row, window);
                }
            }
            return past;
        }

        private void put(int row, SensorWindow window) {
            int column =
                    (int) Duration.between(start, window.interval().start()).dividedBy(FiveMinutes.LENGTH);
            mph[row][column] = window.state().measurement().speedMph();
            imputed[row][column] = window.state().quality() == Quality.IMPUTED;
        }

        private double[] newest() {
            return Arrays.stream(mph).mapToDouble(row -> row[row.length - 1]).toArray();
        }
    }

    void write(Json json) {
        past.ifPresentOrElse(
                known -> json.object("windows", inner -> windows(inner, known)), () -> json.nothing("windows"));
        issue.ifPresentOrElse(
                known -> json.object("forecast", inner -> forecast(inner, known)), () -> json.nothing("forecast"));
        json.objects(
                "queues",
                past.map(known -> Queues.find(postmiles(), known.newest())).orElse(List.of()),
                this::queue);
    }

    private void windows(Json json, Past known) {
        json.time("start", known.start)
                .time("end", known.end)
                .number("step_minutes", FiveMinutes.LENGTH.toMinutes())
                .array("speed_mph", Arrays.asList(known.mph), (rows, row) -> numbers(rows, row))
                .array(
                        "imputed",
                        Arrays.asList(known.imputed),
                        (rows, row) -> rows.array(
                                IntStream.range(0, row.length)
                                        .filter(column -> row[column])
                                        .boxed()
                                        .toList(),
                                (each, column) -> each.number(column)));
    }

    private static void numbers(Json json, double[] row) {
        json.array(Arrays.stream(row).boxed().toList(), (each, value) -> each.hundredths(value));
    }

    private void forecast(Json json, Issue known) {
        json.time("issued_at", known.issuedAt())
                .text("model", known.model())
                .text("model_version", known.modelVersion())
                .time("data_cutoff", known.dataCutoff())
                .array("horizons_min", steps(), (each, step) -> each.number(Horizons.minutes(step)));
        cells(json, "speed_mph_p05", (id, step) -> known.mph(id, step, QuantileGrid.P05));
        cells(json, "speed_mph_p50", (id, step) -> known.mph(id, step, QuantileGrid.P50));
        cells(json, "speed_mph_p95", (id, step) -> known.mph(id, step, QuantileGrid.P95));
        cells(json, "probability_below_30_mph", (id, step) -> known.probabilityBelow(id, step, Queues.BELOW_MPH));
    }

    private void cells(Json json, String name, ToDoubleBiFunction<String, Integer> value) {
        json.array(
                name,
                stations,
                (rows, station) -> rows.array(
                        steps(),
                        (each, step) -> each.hundredths(
                                value.applyAsDouble(station.sensor().id(), step))));
    }

    private static List<Integer> steps() {
        return IntStream.range(0, Horizons.STEPS).boxed().toList();
    }

    private void queue(Json json, Queue queue) {
        double[] postmiles = postmiles();
        json.object("head", inner -> end(inner, queue.head()))
                .object("tail", inner -> end(inner, queue.tail()))
                .hundredths("length_mi", Math.abs(postmiles[queue.head()] - postmiles[queue.tail()]))
                .objects(
                        "expected",
                        issue.isPresent() ? AHEAD_MINUTES : List.of(),
                        (inner, minutes) -> expected(inner, queue, minutes));
    }

    private void expected(Json json, Queue queue, int minutes) {
        json.number("horizon_minutes", minutes);
        switch (Queues.reach(queue, postmiles(), probabilities(Horizons.stepOf(minutes)))) {
            case Reach.Queued queued ->
                json.text("outcome", "queue")
                        .object("tail", inner -> end(inner, queued.tail()))
                        .hundredths("probability", queued.probability())
                        .hundredths("probability_upstream", queued.upstream().orElse(Double.NaN));
            case Reach.Dissolved dissolved ->
                json.text("outcome", "dissolved")
                        .nothing("tail")
                        .hundredths("probability", dissolved.probability())
                        .nothing("probability_upstream");
            case Reach.Unknown unknown ->
                json.text("outcome", "unknown")
                        .nothing("tail")
                        .nothing("probability")
                        .nothing("probability_upstream");
        }
    }

    private void end(Json json, int station) {
        CorridorsResource.station(json, stations.get(station));
    }

    private double[] postmiles() {
        return stations.stream().mapToDouble(Corridor.Station::postmileMiles).toArray();
    }

    private double[] probabilities(int step) {
        return stations.stream()
                .mapToDouble(station -> issue.map(
                                known -> known.probabilityBelow(station.sensor().id(), step, Queues.BELOW_MPH))
                        .orElse(Double.NaN))
                .toArray();
    }
}
