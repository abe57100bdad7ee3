package io.freeflow.app.simulate;

import io.freeflow.app.demo.Terminal;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatedHistory;
import io.freeflow.feeds.simulate.SimulatorGates;
import io.freeflow.feeds.simulate.SimulatorGates.Gate;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.TrafficSimulation;
import io.freeflow.feeds.simulate.road.RoadMap;
import io.freeflow.forecast.evaluate.Matrix;
import io.freeflow.forecast.evaluate.StandardEvaluation;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures every gate of the simulator and prints it with its limits. */
final class Validation {

    private static final LocalDate A_THURSDAY = LocalDate.of(2026, 10, 15);
    private static final int WEEKS = 4;
    /** What METR-LA gives under the same protocol, measured by this repository's replay: 15, 30 and 60 minutes. */
    private static final double[] METR_LA_PERSISTENCE = {3.498, 4.205, 5.378};

    private static final double METR_LA_PROFILE = 4.186;
    private static final double LEAST = 0.75;
    private static final double MOST = 1.25;

    private final PrintWriter out;
    private final PrintWriter progress;
    private boolean allOpen = true;

    private Validation(PrintWriter out, PrintWriter progress) {
        this.out = out;
        this.progress = progress;
    }

    /**
     * Measures and prints.
     *
     * @return whether every gate is open
     */
    static boolean run(RoadMap roadMap, long seed, PrintWriter out, PrintWriter progress) {
        var validation = new Validation(out, progress);
        var city = SimulatedCity.of(roadMap, seed, SimulatorOptions.DEFAULT.withoutFaults());
        validation.say(
                "Simulated %s, seed %d, %d stations, nothing broken".formatted(roadMap.region(), seed, stations(city)));
        validation.traffic(city);
        validation.difficulty(city);
        validation.cost(city);
        validation.say(
                validation.allOpen
                        ? "Every gate is open."
                        : "At least one gate is closed: its figure is out of bounds.");
        return validation.allOpen;
    }

    private static int stations(SimulatedCity city) {
        return city.network().sensors().size();
    }

    private static Instant threeInTheMorning(SimulatedCity city, LocalDate date) {
        return date.atTime(3, 0).atZone(city.network().zone()).toInstant();
    }

    private void traffic(SimulatedCity city) {
        say("");
        say("Traffic on " + A_THURSDAY);
        SimulatorGates.measure(city, threeInTheMorning(city, A_THURSDAY)).forEach(this::tell);
    }

    /** How hard the simple forecasts find it, beside how hard they find METR-LA. */
    private void difficulty(SimulatedCity city) {
        say("");
        say("How hard it is to forecast: " + WEEKS + " weeks under METR-LA's standard protocol, mean absolute error");
        var results = StandardEvaluation.run(weeks(city), StandardEvaluation.baselines());
        for (StandardEvaluation.Result result : results) {
            switch (result.model()) {
                case "last value" -> {
                    for (int i = 0; i < 3; i++) {
                        int minutes = new int[] {15, 30, 60}[i];
                        ratio(result, minutes, METR_LA_PERSISTENCE[i]);
                    }
                }
                case "typical week" -> {
                    for (int minutes : new int[] {15, 30, 60}) {
                        ratio(result, minutes, METR_LA_PROFILE);
                    }
                }
                default -> {}
            }
        }
    }

    private void ratio(StandardEvaluation.Result result, int minutes, double ofMetrLa) {
        double mae = result.steps().get(minutes / 5 - 1).mae();
        tell(new Gate(
                String.format(Locale.ROOT, "%s, %d min: %.3f mph against %.3f", result.model(), minutes, mae, ofMetrLa),
                mae / ofMetrLa,
                LEAST,
                MOST,
                "of METR-LA's",
                "this repository's METR-LA replay"));
    }

    private Matrix weeks(SimulatedCity city) {
        var zone = city.network().zone();
        var from = threeInTheMorning(city, A_THURSDAY.minusWeeks(WEEKS));
        var to = threeInTheMorning(city, A_THURSDAY);
        var times = new ArrayList<LocalDateTime>();
        var speeds = new ArrayList<float[]>();
        SimulatedHistory.forEachWindow(city, from, to, (start, reports) -> {
            var mph = reports.copySpeeds();
            for (int i = 0; i < mph.length; i++) {
                mph[i] = Float.isNaN(mph[i]) ? 0 : mph[i]; // as METR-LA writes what is missing
            }
            times.add(LocalDateTime.ofInstant(start, zone));
            speeds.add(mph);
            if (times.size() % 288 == 0 && Terminal.isThere()) {
                progress.printf("\r  simulated %d of %d days ", times.size() / 288, 7 * WEEKS);
                progress.flush();
            }
        });
        if (Terminal.isThere()) {
            progress.print("\r                             \r");
            progress.flush();
        }
        return new Matrix(times.toArray(LocalDateTime[]::new), speeds.toArray(float[][]::new));
    }

    private void cost(SimulatedCity city) {
        say("");
        say("Cost on this machine, one core");
        double day = cpuSeconds(city, Duration.ofHours(24));
        tell(new Gate(
                "a day of 300 stations, reports every 30 s",
                day * 300 / stations(city),
                0,
                2,
                "s",
                "beside all else on two cores"));
        var costs = new ArrayList<Double>();
        for (int stations : List.of(500, 2_000, 8_000)) {
            var grid = SimulatedCity.of(RoadMap.grid(stations), 1, SimulatorOptions.DEFAULT.withoutFaults());
            costs.add(cpuSeconds(grid, Duration.ofHours(1)) / stations);
        }
        double least = costs.stream().mapToDouble(cost -> cost).min().orElseThrow();
        double most = costs.stream().mapToDouble(cost -> cost).max().orElseThrow();
        tell(new Gate(
                "cost of a station in a city of 500, 2,000 and 8,000, most against least",
                most / least,
                1,
                2,
                "times",
                "linear in stations"));
    }

    private static double cpuSeconds(SimulatedCity city, Duration span) {
        var threads = ManagementFactory.getThreadMXBean();
        var simulation =
                TrafficSimulation.at(city, threeInTheMorning(city, A_THURSDAY).plus(Duration.ofHours(3)));
        var reports = city.newReports();
        var tick = Duration.ofSeconds(30);
        long before = threads.getCurrentThreadCpuTime();
        for (long i = 0; i < span.dividedBy(tick); i++) {
            simulation.advance(tick, reports);
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e9;
    }

    private void tell(Gate gate) {
        allOpen &= gate.isOpen();
        say(String.format(
                Locale.ROOT,
                "  %-78s %10.3f  %s..%s %s%s",
                gate.name(),
                gate.figure(),
                plain(gate.least()),
                plain(gate.most()),
                gate.unit(),
                gate.isOpen() ? "" : "  CLOSED"));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
