package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AlertsTest {

    private static final String ALERTS = "/api/v1/alerts";

    private final Road road = Road.of(3);
    private final Running server = Running.on(road);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void thoseThatStandAreListedUnlessOthersAreAskedFor() {
        road.write(
                Road.alert("old", Road.EIGHT, AlertStatus.RESOLVED),
                Road.alert("mine", Road.EIGHT.plusSeconds(300), AlertStatus.ACKNOWLEDGED),
                Road.alert("new", Road.EIGHT.plusSeconds(600), AlertStatus.OPEN));

        assertThat(ids("")).isEqualTo("new mine");
        assertThat(ids("?status=all")).isEqualTo("new mine old");
        assertThat(ids("?status=resolved")).isEqualTo("old");
        assertThat(ids("?status=all&to=" + Road.EIGHT.plusSeconds(600) + "&limit=1"))
                .isEqualTo("mine");
        assertThat(ids("?corridor_id=I-5-N")).isEmpty();
        assertThat(server.json(ALERTS + "?status=closed").path("detail").stringValue())
                .isEqualTo("status must be one of standing, open, acknowledged, resolved, all, was 'closed'");
    }

    private String ids(String query) {
        return String.join(
                " ",
                server.json(ALERTS + query)
                        .path("alerts")
                        .valueStream()
                        .map(alert -> alert.path("alert_id").stringValue())
                        .toList());
    }

    @Test
    void anAlertSaysWhereHowBadWhatComesAndWhatToDo() {
        road.write(Road.alert("one", Road.EIGHT, AlertStatus.OPEN));

        var alert = server.json(ALERTS + "/one");

        assertThat(alert.path("rule_name").stringValue()).isEqualTo("Queue");
        assertThat(alert.at("/head/name").stringValue()).startsWith("Exit 2");
        assertThat(alert.at("/head/latitude").asDouble()).isEqualTo(34.002);
        assertThat(alert.path("length_mi").asDouble()).isEqualTo(0.5);
        assertThat(alert.path("probability").isNull()).isTrue();
        assertThat(alert.at("/outlook/length_mi").asDouble()).isEqualTo(1.5);
        assertThat(alert.at("/playbook/0").stringValue()).isEqualTo("Look at the camera.");
        assertThat(server.get(ALERTS + "/two").statusCode()).isEqualTo(404);
    }

    @Test
    void whatPeopleDoGoesToTheDesk() {
        road.write(
                Road.alert("one", Road.EIGHT, AlertStatus.OPEN), Road.alert("over", Road.EIGHT, AlertStatus.RESOLVED));

        assertThat(act("one", "{\"kind\":\"note\",\"by\":\"ann\",\"note\":\"tow truck\"}"))
                .isEqualTo(202);
        assertThat(act("over", "{\"kind\":\"acknowledge\",\"by\":\"ann\"}")).isEqualTo(409);
        assertThat(act("nobody", "{\"kind\":\"acknowledge\",\"by\":\"ann\"}")).isEqualTo(404);

        assertThat(road.acts).containsExactly(new AlertAct("d07", "one", AlertAct.Kind.NOTE, "ann", "tow truck"));
    }

    private int act(String id, String body) {
        return server.post(ALERTS + "/" + id + "/acts", body).statusCode();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"snooze","by":"ann"}              | kind must be one of acknowledge, note, resolve, was 'snooze'
            {"kind":"acknowledge"}                    | by is missing
            {"kind":"note","by":"ann"}                | note is missing
            {"kind":"note","by":"ann","note":7}       | note must be a text, was 7
            {"kind":"resolve","by":"ann","why":"x"}   | unknown field 'why'; known are kind, by, note
            """)
    void whatIsWrongIsSaid(String body, String detail) {
        road.write(Road.alert("one", Road.EIGHT, AlertStatus.OPEN));

        var answer = server.post(ALERTS + "/one/acts", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Running.json(answer).path("detail").stringValue()).isEqualTo(detail);
        assertThat(road.acts).isEmpty();
    }

    @Test
    void theChannelTellsEachChangeAndTheEnd() {
        var open = Road.alert("one", Road.EIGHT, AlertStatus.OPEN);
        road.write(open);
        try (var client = server.connect()) {
            client.subscribe("alerts");
            client.next("subscription_confirmed");
            var resolved = open.logged(
                    AlertStatus.RESOLVED,
                    new AlertEntry(Road.EIGHT.plusSeconds(900), AlertEntry.What.RESOLVED, "freeflow", ""));
            road.write(resolved);

            assertThat(status(client.next("alert"))).isEqualTo("one resolved");
            road.write(Road.alert("two", Road.EIGHT.plusSeconds(900), AlertStatus.OPEN));
            assertThat(status(client.next("alert"))).isEqualTo("two open");
        }
    }

    private static String status(JsonNode message) {
        return message.path("alert_id").stringValue() + " "
                + message.at("/alert/status").stringValue();
    }

    @Test
    void theMapHasThoseThatStand() {
        road.write(
                road.clockAt(Road.EIGHT),
                Road.alert("one", Road.EIGHT, AlertStatus.OPEN),
                Road.alert("over", Road.EIGHT, AlertStatus.RESOLVED));

        var alerts = server.json("/api/v1/map").path("alerts");

        assertThat(alerts).hasSize(1);
        assertThat(alerts.at("/0/alert_id").stringValue()).isEqualTo("one");
    }

    @Test
    void rulesAreReadAsTheyAreShown() throws Exception {
        var shown = server.get("/api/v1/alert-rules").body();

        assertThat(AlertRules.read(new ByteArrayInputStream(shown))).isEqualTo(Road.RULES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {rules}                                      | not JSON
            {"rules":7}                                  | must be {"rules": [...]} with at most 100 rules
            {"rules":[7]}                                | rule 1: must be an object, was number
            {"rules":[{"id":"A B"}]}                     | rule 1: name is missing
            {"rules":[{"id":"A B","name":"n","severity":"low","when":{"kind":"silence","share":0.5}}]} | rule 1: a rule's id is 1 to 40 of a-z, 0-9 and -, was 'A B'
            {"rules":[{"id":"a","name":"n","severity":"dire","when":{"kind":"queue"}}]} | rule 1: severity must be one of low, medium, high, critical, was 'dire'
            {"rules":[{"id":"a","name":"n","severity":"low","when":{"kind":"queue_ahead","horizon_minutes":7,"probability":0.5}}]} | rule 1: horizon must be a multiple of 5
            {"rules":[{"id":"a","name":"n","severity":"low","when":{"kind":"queue"},"quiet_hours":{"from":"10pm","to":"06:00"}}]} | rule 1: from must be a time of day such as 22:30, was '10pm'
            {"rules":[{"id":"a","name":"n","severity":"low","when":{"kind":"queue"}},{"id":"a","name":"n","severity":"low","when":{"kind":"queue"}}]} | rule 2: there is another rule with id 'a'
            """)
    void aBadRuleIsNamed(String json, String message) {
        var bytes = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> AlertRules.read(bytes))
                .isInstanceOf(AlertRules.BadRulesException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void anAlertOfAStationThatIsNoMoreHasNoName() {
        var alert = Road.alert("one", Road.EIGHT, AlertStatus.OPEN);
        road.write(new Alert(
                alert.id(),
                alert.region(),
                "gone",
                alert.type(),
                alert.severity(),
                alert.status(),
                new AlertPlace("I-405-N", "X", 0.5, "A2", 1),
                alert.figures(),
                alert.outlook(),
                alert.openedAt(),
                alert.updatedAt(),
                alert.log()));

        var shown = server.json(ALERTS + "/one");

        assertThat(shown.at("/tail/name").isNull()).isTrue();
        assertThat(shown.path("rule_name").isNull()).isTrue();
        assertThat(shown.path("playbook")).isEmpty();
    }
}
