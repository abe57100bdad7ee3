package io.freeflow.serve;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.road.Alert;
import java.util.List;
import java.util.Optional;

/** Alerts and their rules on the wire. */
final class AlertWire {

    private final List<AlertRule> rules;

    AlertWire(List<AlertRule> rules) {
        this.rules = rules;
    }

    void alert(Json json, Alert alert, Optional<Network> network) {
        var place = alert.place();
        var rule = rules.stream().filter(one -> one.id().equals(alert.ruleId())).findFirst();
        json.text("alert_id", alert.id())
                .text("alert_type", Wire.lower(alert.type()))
                .text("severity", Wire.lower(alert.severity()))
                .text("status", Wire.lower(alert.status()))
                .text("rule_id", alert.ruleId())
                .text("rule_name", rule.map(AlertRule::name))
                .text("corridor_id", place.corridorId())
                .object("tail", inner -> end(inner, place.tailSensorId(), place.tailPostmileMiles(), network))
                .object("head", inner -> end(inner, place.headSensorId(), place.headPostmileMiles(), network))
                .hundredths("length_mi", place.lengthMiles())
                .hundredths("slowest_mph", alert.figures().slowestMph())
                .tenths("delay_minutes", alert.figures().delayMinutes())
                .hundredths("probability", alert.figures().probability())
                .tenths("silent_percent", alert.figures().silentPercent());
        alert.outlook()
                .ifPresentOrElse(
                        outlook -> json.object(
                                "outlook",
                                inner -> inner.number("horizon_minutes", outlook.horizonMinutes())
                                        .hundredths("length_mi", outlook.lengthMiles())
                                        .hundredths("probability", outlook.probability())),
                        () -> json.nothing("outlook"));
        json.time("opened_at", alert.openedAt())
                .time("updated_at", alert.updatedAt())
                .objects("log", alert.log(), AlertWire::entry)
                .texts("playbook", rule.map(AlertRule::playbook).orElse(List.of()));
    }

    /** A station that the network does not know any more has no name and no position. */
    private static void end(Json json, String sensorId, double postmileMiles, Optional<Network> network) {
        var sensor = network.flatMap(known -> known.find(sensorId));
        json.text("sensor_id", sensorId)
                .text("name", sensor.map(Sensor::name))
                .hundredths("postmile_mi", postmileMiles)
                .exact("latitude", sensor.map(one -> one.position().latitude()).orElse(Double.NaN))
                .exact(
                        "longitude",
                        sensor.map(one -> one.position().longitude()).orElse(Double.NaN));
    }

    private static void entry(Json json, AlertEntry entry) {
        json.time("at", entry.at())
                .text("what", Wire.lower(entry.what()))
                .text("by", entry.by())
                .text("note", entry.note());
    }

    void rules(Json json) {
        json.objects("rules", rules, AlertWire::rule);
    }

    private static void rule(Json json, AlertRule rule) {
        json.text("id", rule.id())
                .text("name", rule.name())
                .text("severity", Wire.lower(rule.severity()))
                .object("when", inner -> condition(inner, rule.when()))
                .exact("holds_minutes", rule.holds().toSeconds() / 60.0)
                .exact("clears_minutes", rule.clears().toSeconds() / 60.0);
        rule.escalation()
                .ifPresent(worse -> json.object(
                        "escalation",
                        inner -> inner.exact("at_mi", worse.atMiles()).text("severity", Wire.lower(worse.severity()))));
        json.texts("corridors", rule.corridors().stream().sorted().toList());
        rule.quiet()
                .ifPresent(hours -> json.object(
                        "quiet_hours",
                        inner -> inner.text("from", hours.from().toString())
                                .text("to", hours.to().toString())));
        json.texts("playbook", rule.playbook());
    }

    private static void condition(Json json, AlertCondition when) {
        switch (when) {
            case AlertCondition.Incident(AlertCondition.Finder by) ->
                json.text("kind", "incident").text("by", Wire.lower(by));
            case AlertCondition.Queue queue ->
                json.text("kind", "queue")
                        .exact("at_least_mi", queue.atLeastMiles())
                        .exact("surprising_share", queue.surprisingShare());
            case AlertCondition.QueueAhead ahead ->
                json.text("kind", "queue_ahead")
                        .number("horizon_minutes", ahead.horizonMinutes())
                        .exact("probability", ahead.probability())
                        .exact("at_least_mi", ahead.atLeastMiles());
            case AlertCondition.Reported reported ->
                json.text("kind", "reported")
                        .texts(
                                "types",
                                reported.types().stream()
                                        .sorted()
                                        .map(Wire::lower)
                                        .toList());
            case AlertCondition.Silence silence -> json.text("kind", "silence").exact("share", silence.share());
        }
    }
}
