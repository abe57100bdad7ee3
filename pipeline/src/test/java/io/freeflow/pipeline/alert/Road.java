package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.alert.QuietHours;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.forecast.Horizons;
import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.incident.IncidentPlace;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.network.Network;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.FiveMinutes;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.TrafficState;
import io.freeflow.testkit.Networks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A road of stations A to H in the order of travel, a mile apart, drawn line by line. {@code 08:00 65 65 20 …} is the
 * window that ends then, {@code 08:00 f 65 65 20 …} a forecast that expects this ± 10 mph in all steps, {@code -} says
 * nothing, {@code 65?} is not believed. Alerts come out as lines such as {@code 08:10 MEDIUM open C-D}.
 */
final class Road {

    static final Network NETWORK = Networks.draw("north  I-5  N  A B C D E F G H");

    private AlertStage stage;
    private final List<AlertRule> rules;
    private final List<Alert> alerts = new ArrayList<>();

    private Road(List<AlertRule> rules) {
        this.rules = rules;
        this.stage = new AlertStage(NETWORK, rules, "0");
    }

    static Road watchedBy(AlertRule... rules) {
        return new Road(List.of(rules));
    }

    /** Any queue of a mile, seen twice; CRITICAL from three miles. */
    static AlertRule queue() {
        return rule(new AlertCondition.Queue(1, 0), Optional.empty());
    }

    static AlertRule quietQueue(String from, String to) {
        return rule(
                new AlertCondition.Queue(1, 0),
                Optional.of(new QuietHours(LocalTime.parse(from), LocalTime.parse(to))));
    }

    static AlertRule rule(AlertCondition when) {
        return rule(when, Optional.empty());
    }

    static AlertRule rule(AlertCondition when, Duration holds) {
        return rule(when, Optional.empty(), holds);
    }

    private static AlertRule rule(AlertCondition when, Optional<QuietHours> quiet) {
        return rule(when, quiet, Duration.ofMinutes(5));
    }

    private static AlertRule rule(AlertCondition when, Optional<QuietHours> quiet, Duration holds) {
        return new AlertRule(
                "rule",
                "a rule",
                when,
                Severity.MEDIUM,
                holds,
                Duration.ofMinutes(10),
                Optional.of(new AlertRule.Escalation(3, Severity.CRITICAL)),
                Set.of(),
                quiet,
                List.of("Look at it."));
    }

    Road draw(String drawing) {
        drawing.strip().lines().forEach(line -> draw(line.strip().split("\\s+")));
        return this;
    }

    private void draw(String[] words) {
        boolean isForecast = words[1].equals("f");
        var mph = new double[words.length - (isForecast ? 2 : 1)];
        for (int i = 0; i < mph.length; i++) {
            String word = words[words.length - mph.length + i];
            mph[i] = word.equals("-") ? Double.NaN : Double.parseDouble(word.replace("?", ""));
        }
        take(isForecast ? forecast(time(words[0]), mph) : doubted(window(time(words[0]), mph), words));
    }

    private static WindowPart doubted(WindowPart part, String[] words) {
        var states = new ArrayList<TrafficState>();
        for (int i = 0; i < part.states().size(); i++) {
            var state = part.states().get(i);
            states.add(words[i + 1].endsWith("?") ? state.suspected() : state);
        }
        return new WindowPart(
                part.region(), part.interval(), part.part(), part.parts(), part.revision(), part.knownAt(), states);
    }

    void take(Message input) {
        stage.accept(input, output -> alerts.add((Alert) output));
    }

    /** Something at a postmile; station A stands at 100. */
    Road report(String id, IncidentType type, double postmile, String from, String until) {
        take(new Incident(
                id,
                "north",
                "ann",
                type,
                Severity.HIGH,
                new IncidentPlace.OnCorridor("I-5-N", postmile, postmile),
                Optional.empty(),
                time(from),
                Optional.of(time(until)),
                Optional.empty(),
                OptionalInt.of(2),
                "truck",
                time(from)));
        return this;
    }

    /** What the log of the newest alert says of reports. */
    String named() {
        return String.join(
                "\n",
                alerts.getLast().log().stream()
                        .filter(entry -> entry.what() == AlertEntry.What.REPORTED)
                        .map(entry -> entry.by() + ": " + entry.note())
                        .toList());
    }

    Road act(AlertAct.Kind kind, String note) {
        take(new AlertAct("north", alerts.getLast().id(), kind, "ann", note));
        return this;
    }

    /** Goes on from what the stage saved, with the same rules and another network. */
    Road restartedOn(Network network) {
        var before = stage;
        stage = new AlertStage(network, rules, "0");
        before.save((granule, bytes) -> {
            if (bytes != null) {
                stage.restore(granule, bytes);
            }
        });
        return this;
    }

    List<Alert> alerts() {
        return alerts;
    }

    AlertStage stage() {
        return stage;
    }

    /** What came out since the last call. */
    String takeLines() {
        var lines = String.join("\n", alerts.stream().map(Road::line).toList());
        alerts.clear();
        return lines;
    }

    private static String line(Alert alert) {
        return "%s %s %s %s-%s%s"
                .formatted(
                        LocalTime.ofInstant(alert.updatedAt(), ZoneOffset.UTC),
                        alert.severity(),
                        alert.status().name().toLowerCase(java.util.Locale.ROOT),
                        alert.place().tailSensorId(),
                        alert.place().headSensorId(),
                        alert.outlook()
                                .map(outlook ->
                                        " then %.0f mi at %.2f".formatted(outlook.lengthMiles(), outlook.probability()))
                                .orElse(""));
    }

    static Instant time(String clock) {
        return LocalTime.parse(clock).atDate(LocalDate.of(2026, 3, 3)).toInstant(ZoneOffset.UTC);
    }

    static WindowPart window(Instant end, double... mph) {
        return part(end, FiveMinutes.LENGTH, mph);
    }

    static WindowPart part(Instant end, Duration length, double... mph) {
        var states = new ArrayList<TrafficState>();
        for (int i = 0; i < mph.length; i++) {
            String id = String.valueOf((char) ('A' + i));
            states.add(
                    Double.isNaN(mph[i])
                            ? TrafficState.missing(id)
                            : TrafficState.observed(id, Measurement.ofSpeed(mph[i]), 10));
        }
        var interval = Interval.startingAt(end.minus(length), length);
        return new WindowPart("north", interval, 0, 1, 0, end, states);
    }

    static Forecast forecast(Instant issuedAt, double... mph) {
        var grid = QuantileGrid.missing(mph.length);
        var ids = new ArrayList<String>();
        for (int i = 0; i < mph.length; i++) {
            ids.add(String.valueOf((char) ('A' + i)));
            for (int step = 0; step < Horizons.STEPS && !Double.isNaN(mph[i]); step++) {
                for (int quantile = 0; quantile < QuantileGrid.QUANTILES; quantile++) {
                    grid.set(i, step, quantile, mph[i] + 10.0 * (quantile - 3) / 3);
                }
            }
        }
        return new Forecast("north", issuedAt, issuedAt, issuedAt, "model", "1", ids, grid);
    }
}
