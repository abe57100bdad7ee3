package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertEntry.What;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One rule on one corridor: what it watches there, and the life of its alerts. */
final class Watch {

    /** An alert's log takes no more lines of people than this. */
    static final int MAX_LOG = 100;

    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final AlertRule rule;
    private final Lane lane;
    private final String region;
    private final ZoneId zone;
    private final List<Subject> subjects = new ArrayList<>();

    Watch(AlertRule rule, Lane lane, String region, ZoneId zone) {
        this.rule = rule;
        this.lane = lane;
        this.region = region;
        this.zone = zone;
    }

    AlertRule rule() {
        return rule;
    }

    Lane lane() {
        return lane;
    }

    List<Subject> subjects() {
        return subjects;
    }

    /** Compares what it watches with what there is now. The oldest subject takes a stretch that several touch. */
    void look(Instant at, List<Finding> findings, Consumer<Alert> out) {
        var left = new ArrayList<>(findings);
        for (int i = 0; i < subjects.size(); i++) {
            var subject = subjects.get(i);
            var found = left.stream().filter(subject::touches).findFirst();
            found.ifPresent(left::remove);
            subjects.set(
                    i, found.map(finding -> holds(subject, finding, at, out)).orElseGet(() -> gone(subject, at, out)));
        }
        subjects.removeIf(subject -> subject.clearSince()
                .filter(since -> subject.alert().isEmpty() || isOver(since, at))
                .isPresent());
        for (Finding finding : left) {
            if (finding.opens()) {
                var subject = new Subject(finding.tail(), finding.head(), at, Optional.empty(), Optional.empty());
                subjects.add(mayOpen(subject, at) ? open(subject, finding, at, out) : subject);
            }
        }
    }

    private Subject holds(Subject before, Finding finding, Instant at, Consumer<Alert> out) {
        var subject = before.seen(finding);
        if (subject.alert().isPresent()) {
            return update(subject, subject.alert().get(), finding, at, out);
        }
        if (!finding.opens()) {
            return before.unseen(at);
        }
        return mayOpen(subject, at) ? open(subject, finding, at, out) : subject;
    }

    private boolean mayOpen(Subject subject, Instant at) {
        boolean isQuiet = rule.quiet()
                .filter(hours -> hours.contains(at.atZone(zone).toLocalTime()))
                .isPresent();
        return !isQuiet && Duration.between(subject.since(), at).compareTo(rule.holds()) >= 0;
    }

    private Subject open(Subject subject, Finding finding, Instant at, Consumer<Alert> out) {
        AlertPlace place = lane.place(subject.tail(), subject.head());
        var alert = new Alert(
                "ALERT_%s_%s_%s_%s".formatted(rule.id(), lane.corridorId(), ID_TIME.format(at), place.headSensorId()),
                region,
                rule.id(),
                rule.when().type(),
                rule.severityAt(place.lengthMiles()),
                AlertStatus.OPEN,
                place,
                finding.figures(),
                Optional.empty(),
                at,
                at,
                List.of(new AlertEntry(at, What.OPENED, AlertEntry.FREEFLOW, finding.why())));
        out.accept(alert);
        return subject.with(alert);
    }

    /** It escalates, and never goes back: who looks at it decides what it is worth now. */
    private Subject update(Subject subject, Alert before, Finding finding, Instant at, Consumer<Alert> out) {
        if (!before.stands()) {
            return subject;
        }
        AlertPlace place = lane.place(subject.tail(), subject.head());
        Severity severity = rule.severityAt(place.lengthMiles());
        boolean escalates = severity.compareTo(before.severity()) > 0;
        var alert = before.seen(escalates ? severity : before.severity(), place, finding.figures(), at);
        if (escalates) {
            alert = alert.logged(alert.status(), new AlertEntry(at, What.ESCALATED, AlertEntry.FREEFLOW, ""));
        }
        out.accept(alert);
        return subject.with(alert);
    }

    private Subject gone(Subject before, Instant at, Consumer<Alert> out) {
        var subject = before.unseen(at);
        if (subject.alert().filter(Alert::stands).isEmpty()
                || !isOver(subject.clearSince().orElseThrow(), at)) {
            return subject;
        }
        var alert = resolved(subject.alert().orElseThrow(), at);
        out.accept(alert);
        return subject.with(alert);
    }

    /** It is over because what it was about is. */
    static Alert resolved(Alert alert, Instant at) {
        return alert.logged(AlertStatus.RESOLVED, new AlertEntry(at, What.RESOLVED, AlertEntry.FREEFLOW, ""));
    }

    private boolean isOver(Instant clearSince, Instant at) {
        return Duration.between(clearSince, at).compareTo(rule.clears()) >= 0;
    }

    /** Tells its standing alerts what the newest forecast says of their queues; empty when there is none any more. */
    void foresee(Optional<Outlook> outlook, Instant at, Consumer<Alert> out) {
        subjects.replaceAll(subject -> subject.alert()
                .filter(Alert::stands)
                .map(alert -> foresee(subject, alert, outlook, at, out))
                .orElse(subject));
    }

    private Subject foresee(Subject subject, Alert before, Optional<Outlook> outlook, Instant at, Consumer<Alert> out) {
        var says = outlook.flatMap(known -> known.of(lane, before.place()));
        if (says.equals(before.outlook())) {
            return subject;
        }
        var alert = before.foreseen(says, at);
        out.accept(alert);
        return subject.with(alert);
    }

    /** Names in its standing alerts what was reported where they are. */
    void name(Reports reports, Instant at, Consumer<Alert> out) {
        subjects.replaceAll(subject -> subject.alert()
                .filter(Alert::stands)
                .map(alert -> subject.with(reports.named(alert, at, out)))
                .orElse(subject));
    }

    /** Does what somebody says about one of its alerts; false if it has none of that id that stands. */
    boolean act(AlertAct act, Instant at, Consumer<Alert> out) {
        for (int i = 0; i < subjects.size(); i++) {
            var subject = subjects.get(i);
            var before = subject.alert().filter(alert -> alert.id().equals(act.alertId()));
            if (before.isPresent()) {
                if (!before.get().stands() || before.get().log().size() >= MAX_LOG) {
                    return false;
                }
                var alert = after(act, before.get(), at);
                out.accept(alert);
                subjects.set(i, subject.with(alert));
                return true;
            }
        }
        return false;
    }

    private static Alert after(AlertAct act, Alert alert, Instant at) {
        return switch (act.kind()) {
            case ACKNOWLEDGE ->
                alert.logged(AlertStatus.ACKNOWLEDGED, new AlertEntry(at, What.ACKNOWLEDGED, act.by(), act.note()));
            case NOTE -> alert.logged(alert.status(), new AlertEntry(at, What.NOTED, act.by(), act.note()));
            case RESOLVE -> alert.logged(AlertStatus.RESOLVED, new AlertEntry(at, What.RESOLVED, act.by(), act.note()));
        };
    }
}
