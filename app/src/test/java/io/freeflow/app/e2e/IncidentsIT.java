package io.freeflow.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Incidents that are reported to a running demo. */
@Timeout(300)
class IncidentsIT {

    private static final Duration SOON = Duration.ofSeconds(100);
    private static final String INCIDENTS = "/api/v1/incidents";

    @TempDir
    private Path temporary;

    @Test
    void aReportedIncidentIsServedEndedAndInTheBooks() throws Exception {
        try (var demo = DemoProcess.start(temporary.resolve("data"), "--speedup", "1", "--port", "0")) {
            var api = demo.api();
            var corridor = demo.saying(() -> api.await(
                            "/api/v1/corridors",
                            SOON,
                            answer -> answer.body().path("corridors").size() > 0))
                    .body()
                    .at("/corridors/0");
            var report = """
                    [{"incident_id": "a-1", "incident_type": "accident", "severity": "high", "lanes_closed": 2,
                      "freeway": "%s", "direction": "%s", "postmile_mi": %s},
                     {"incident_id": "a-2", "incident_type": "construction", "freeway": "I-95"},
                     {"incident_id": "a-3"}]""".formatted(
                            corridor.path("freeway").stringValue(),
                            corridor.path("direction").stringValue(),
                            corridor.at("/stations/3/postmile_mi"));

            var taken = api.post(INCIDENTS, report);
            demo.saying(() -> api.await(INCIDENTS + "/a-1", SOON, answer -> answer.status() == 200));
            var again = api.post(INCIDENTS, report);
            var ended = api.post(INCIDENTS + "/a-1/end", "{\"by\": \"ann\"}");

            assertThat(taken.path("accepted").asInt()).isEqualTo(2);
            assertThat(taken.at("/items/2/reason").stringValue()).isEqualTo("missing-type");
            assertThat(again.path("duplicate").asInt()).isEqualTo(2);
            assertThat(again.path("rejected").asInt()).isEqualTo(1);
            var letter = demo.saying(() -> api.await(
                            "/api/v1/dead-letters?feed=incidents&reason=missing-type",
                            SOON,
                            answer -> answer.body().path("items").size() == 1))
                    .body()
                    .at("/items/0/letter_id")
                    .stringValue();
            assertThat(api.get("/api/v1/dead-letters/" + letter)
                            .path("payload_text")
                            .stringValue())
                    .isEqualTo("{\"incident_id\": \"a-3\"}");
            assertThat(api.post("/api/v1/dead-letters/replay", "{\"letter_ids\": [\"" + letter + "\"]}")
                            .path("failed_again")
                            .asInt())
                    .isEqualTo(1);
            assertThat(ended.path("end").isNull()).isFalse();
            var stored = demo.saying(() -> api.await(
                            INCIDENTS + "/a-1",
                            SOON,
                            answer -> !answer.body().path("end").isNull()))
                    .body();
            assertThat(stored.path("corridor_id")).isEqualTo(corridor.path("id"));
            assertThat(api.get(INCIDENTS + "/a-2").path("unplaced").stringValue())
                    .isEqualTo("unknown-corridor");
            var ledger = demo.saying(() -> api.awaitBalance(SOON));
            assertThat(Api.hop(ledger, "incidents").at("/out/stored-incidents").asLong())
                    .isEqualTo(3);
            assertThat(Api.hop(ledger, "reports").path("out").toString())
                    .isEqualTo("{\"accepted\":2,\"duplicate\":2,\"rejected-before\":1,\"rejected.missing-type\":2}");
            assertThat(Api.hop(ledger, "letters")
                            .at("/out/letters-failed-again")
                            .asLong())
                    .isEqualTo(1);
        }
    }
}
