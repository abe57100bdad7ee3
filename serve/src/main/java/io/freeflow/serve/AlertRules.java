package io.freeflow.serve;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.alert.QuietHours;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.incident.IncidentType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads alert rules as {@code GET /api/v1/alert-rules} shows them. */
public final class AlertRules {

    private static final int MAX_RULES = 100;
    private static final int MAX_STEPS = 20;
    private static final int MAX_CORRIDORS = 500;
    private static final double MAX_MINUTES = 24 * 60;
    private static final double MAX_MILES = 100;

    private AlertRules() {}

    /** The rules are not as they should be; the message says which, where and why. */
    public static final class BadRulesException extends Exception {
        private static final long serialVersionUID = 1;

        BadRulesException(String message) {
            super(message);
        }
    }

    /**
     * Reads a file of rules: {@code {"rules": [...]}}.
     *
     * @throws BadRulesException if it is not JSON, or a rule is not as it should be
     */
    public static List<AlertRule> read(InputStream in) throws IOException, BadRulesException {
        JsonNode json;
        try {
            json = Json.READER.readTree(in.readAllBytes());
        } catch (JacksonException e) {
            throw new BadRulesException("not JSON: " + Parameters.shown(e.getOriginalMessage()));
        }
        var list = json.path("rules");
        if (!list.isArray() || list.size() > MAX_RULES) {
            throw new BadRulesException("must be {\"rules\": [...]} with at most " + MAX_RULES + " rules");
        }
        var rules = new ArrayList<AlertRule>();
        var ids = new HashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            var rule = readAt(i, list.get(i));
            if (!ids.add(rule.id())) {
                throw new BadRulesException("rule " + (i + 1) + ": there is another rule with id '" + rule.id() + "'");
            }
            rules.add(rule);
        }
        return List.copyOf(rules);
    }

    private static AlertRule readAt(int index, JsonNode json) throws BadRulesException {
        try {
            return rule(Body.of(json));
        } catch (Problem | IllegalArgumentException e) {
            throw new BadRulesException("rule " + (index + 1) + ": " + e.getMessage());
        }
    }

    private static AlertRule rule(Body body) {
        body.allow(
                "id",
                "name",
                "severity",
                "when",
                "holds_minutes",
                "clears_minutes",
                "escalation",
                "corridors",
                "quiet_hours",
                "playbook");
        return new AlertRule(
                body.text("id", 40),
                body.text("name", 80),
                condition(body.object("when")),
                body.oneOf("severity", Severity.class),
                minutes(body, "holds_minutes", 5),
                minutes(body, "clears_minutes", 10),
                body.findObject("escalation").map(AlertRules::escalation),
                Set.copyOf(body.texts("corridors", MAX_CORRIDORS, 100)),
                body.findObject("quiet_hours").map(AlertRules::quietHours),
                body.texts("playbook", MAX_STEPS, AlertEntry.MAX_NOTE));
    }

    private enum Kind {
        INCIDENT,
        QUEUE,
        QUEUE_AHEAD,
        SILENCE,
        REPORTED
    }

    private static AlertCondition condition(Body body) {
        return switch (body.oneOf("kind", Kind.class)) {
            case INCIDENT -> {
                body.allow("kind", "by");
                yield new AlertCondition.Incident(
                        body.has("by")
                                ? body.oneOf("by", AlertCondition.Finder.class)
                                : AlertCondition.Finder.SHORTFALL);
            }
            case QUEUE -> {
                body.allow("kind", "at_least_mi", "surprising_share");
                yield new AlertCondition.Queue(
                        body.number("at_least_mi", 0, MAX_MILES, 0), body.number("surprising_share", 0, 1, 0));
            }
            case QUEUE_AHEAD -> {
                body.allow("kind", "horizon_minutes", "probability", "at_least_mi");
                yield new AlertCondition.QueueAhead(
                        body.integer("horizon_minutes", 5, 60),
                        body.number("probability", 0, 1),
                        body.number("at_least_mi", 0, MAX_MILES, 0));
            }
            case REPORTED -> {
                body.allow("kind", "types");
                yield new AlertCondition.Reported(body.texts("types", IncidentType.values().length, 30).stream()
                        .map(text -> Parameters.oneOf("types", text, IncidentType.class))
                        .collect(Collectors.toSet()));
            }
            case SILENCE -> {
                body.allow("kind", "share");
                yield new AlertCondition.Silence(body.number("share", 0, 1));
            }
        };
    }

    private static AlertRule.Escalation escalation(Body body) {
        body.allow("at_mi", "severity");
        return new AlertRule.Escalation(body.number("at_mi", 0, MAX_MILES), body.oneOf("severity", Severity.class));
    }

    private static QuietHours quietHours(Body body) {
        body.allow("from", "to");
        return new QuietHours(time(body, "from"), time(body, "to"));
    }

    private static LocalTime time(Body body, String field) {
        var text = body.text(field, 10);
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.badRequest(field + " must be a time of day such as 22:30, was '" + text + "'");
        }
    }

    private static Duration minutes(Body body, String field, double whenAbsent) {
        return Duration.ofSeconds(Math.round(60 * body.number(field, 0, MAX_MINUTES, whenAbsent)));
    }
}
