package io.freeflow.forecast;

import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import io.freeflow.forecast.evaluate.MetrLa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lets METR-LA run through the stage as it would live, and prints what it cost and how good it was. Rows are taken as UTC
 * times, so that the clock change does not move them. A measurement, not a test: run its main. The test part is scored only
 * with the argument {@code test}: models are chosen on what is before it.
 */
final class LiveReplay {

    private LiveReplay() {}

    public static void main(String[] arguments) {
        var file = MetrLa.find().orElseThrow();
        var data = MetrLa.read(file);
        var network = network(file);
        var stage = new ForecastStage(network, ForecastConfig.DEFAULT, Map.of(), "0");
        var sheets = new TreeMap<String, NavigableMap<LocalDate, List<ScoreSums>>>();
        long[] nanos = new long[data.rows().length];
        long saved = 0;
        long saves = 0;
        var bytes = new long[1];
        for (int row = 0; row < nanos.length; row++) {
            var part = part(data, row);
            var messages = new ArrayList<Message>();
            long start = System.nanoTime();
            stage.accept(part, messages::add);
            nanos[row] = System.nanoTime() - start;
            for (Message message : messages) {
                if (message instanceof ScoreSheet sheet) {
                    sheets.computeIfAbsent(sheet.model(), key -> new TreeMap<>())
                            .put(sheet.day(), sheet.steps());
                }
            }
            if (row > 20_000 && row % 100 == 0) {
                stage.save((granule, content) -> {});
            } else if (row > 20_000 && row % 100 == 1) {
                long before = System.nanoTime();
                stage.save((granule, content) -> bytes[0] += content == null ? 0 : content.length);
                saved += System.nanoTime() - before;
                saves++;
            }
        }
        System.out.printf("%s%n", stage.books().counts());
        System.out.printf(
                "a save after one window: %.1f KB in %.2f ms%n", bytes[0] / 1024.0 / saves, saved / 1e6 / saves);
        print("from 2,000", nanos, 2_000);
        print("from 20,000", nanos, 20_000);
        print(sheets, "first week", LocalDate.of(2012, 3, 1), LocalDate.of(2012, 3, 8));
        print(sheets, "second week", LocalDate.of(2012, 3, 8), LocalDate.of(2012, 3, 15));
        print(sheets, "train", LocalDate.of(2012, 3, 15), LocalDate.of(2012, 5, 23));
        print(sheets, "validation", LocalDate.of(2012, 5, 23), LocalDate.of(2012, 6, 4));
        if (List.of(arguments).contains("test")) {
            print(sheets, "test part", LocalDate.of(2012, 6, 4), LocalDate.of(2012, 6, 28));
        }
    }

    private static void print(String name, long[] nanos, int from) {
        var sorted = java.util.Arrays.copyOfRange(nanos, from, nanos.length);
        java.util.Arrays.sort(sorted);
        System.out.printf(
                "window %s: mean %.3f ms, median %.3f, p99 %.3f%n",
                name,
                java.util.Arrays.stream(sorted).average().orElseThrow() / 1e6,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6);
    }

    private static void print(
            Map<String, NavigableMap<LocalDate, List<ScoreSums>>> sheets, String name, LocalDate from, LocalDate to) {
        sheets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .forEach(entry -> {
                    var days = entry.getValue().subMap(from, to).values();
                    var line = new StringBuilder(String.format("%-12s %-15s", name, entry.getKey()));
                    for (int minutes : List.of(15, 30, 60)) {
                        int step = Horizons.stepOf(minutes);
                        var sum = days.stream().map(day -> day.get(step)).reduce(ScoreSums.ZERO, ScoreSums::plus);
                        line.append(String.format(
                                "  %d: %.3f/%.3f/%.2f bias %.2f cover %.1f width %.1f",
                                minutes,
                                sum.mae(),
                                sum.rmse(),
                                sum.mapePercent(),
                                sum.bias(),
                                sum.coverage90Percent(),
                                sum.width90()));
                    }
                    System.out.println(line);
                });
    }

    private static WindowPart part(MetrLa data, int row) {
        var start = data.times()[row].toInstant(ZoneOffset.UTC);
        var interval = Interval.startingAt(start, FiveMinutes.LENGTH);
        var states = new ArrayList<TrafficState>();
        for (int sensor = 0; sensor < data.sensorIds().size(); sensor++) {
            float mph = data.rows()[row][sensor];
            var id = data.sensorIds().get(sensor);
            states.add(mph == 0 ? TrafficState.missing(id) : TrafficState.observed(id, Measurement.ofSpeed(mph), 1));
        }
        return new WindowPart("los-angeles", interval, 0, 1, 0, interval.end(), states);
    }

    /** The sensors and the graph that stand beside the speeds. */
    private static Network network(Path speeds) {
        var sensors = rows(speeds.resolveSibling("sensors.csv"))
                .map(row -> new Sensor(
                        row[1],
                        row[1],
                        new Position(Double.parseDouble(row[2]), Double.parseDouble(row[3])),
                        "los-angeles",
                        new Placement.StationOnly(),
                        OptionalDouble.empty()))
                .toList();
        var edges = rows(speeds.resolveSibling("graph.csv"))
                .filter(row -> !row[0].equals(row[1]))
                .map(row -> new Edge(row[0], row[1], Double.parseDouble(row[2])))
                .toList();
        return Network.of(ZoneId.of("UTC"), sensors, edges);
    }

    private static Stream<String[]> rows(Path file) {
        try {
            return Files.readAllLines(file).stream().skip(1).map(line -> line.split(","));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
