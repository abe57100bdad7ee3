package io.freeflow.feeds.incidents;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.alert.Severity;
import io.freeflow.core.incident.IncidentReport;
import io.freeflow.core.incident.IncidentReport.Where;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.reading.Reason;
import io.freeflow.feeds.incidents.IncidentDecoder.Item;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentDecoderTest {

    private final IncidentDecoder decoder = new IncidentDecoder(ZoneId.of("America/Los_Angeles"));

    @Test
    void aRecordOfTheOriginalIsUnderstood() throws IOException {
        assertThat(items(file("original.json")))
                .containsExactly(new Item.Read(new IncidentReport(
                        Optional.of("INC_0042"),
                        "unnamed",
                        IncidentType.DISABLED_VEHICLE,
                        Severity.MEDIUM,
                        new Where(
                                Optional.of("LA_017"),
                                Optional.of("I-405"),
                                Optional.of(Direction.N),
                                OptionalDouble.empty(),
                                OptionalDouble.empty(),
                                List.of(new Position(34.01, -118))),
                        Optional.of(Instant.parse("2026-03-02T16:00:00Z")),
                        Optional.of(Instant.parse("2026-03-02T16:45:00Z")),
                        Optional.empty(),
                        OptionalInt.of(1),
                        "Stalled truck")));
    }

    @Test
    void workZonesAndDetoursOfAWzdxFeedAreTakenAndTheRestIsNamed() throws IOException {
        var items = items(file("work-zones.geojson"));

        assertThat(items).hasSize(7);
        assertThat(items.getFirst())
                .isEqualTo(new Item.Read(new IncidentReport(
                        Optional.of("wz-1"),
                        "dot",
                        IncidentType.ROADWORKS,
                        Severity.MEDIUM,
                        new Where(
                                Optional.empty(),
                                Optional.of("I-405"),
                                Optional.of(Direction.N),
                                OptionalDouble.of(10.2),
                                OptionalDouble.of(11.8),
                                List.of(new Position(34.002, -118), new Position(34.02, -118))),
                        Optional.of(Instant.parse("2026-03-02T06:00:00Z")),
                        Optional.of(Instant.parse("2026-03-02T13:00:00Z")),
                        Optional.empty(),
                        OptionalInt.of(2),
                        "Night paving, two right lanes closed")));
        assertThat(items.get(1))
                .isInstanceOfSatisfying(
                        Item.Read.class,
                        detour -> assertThat(detour.report().type()).isEqualTo(IncidentType.DETOUR));
        assertThat(items.subList(2, 7).stream().map(item -> ((Item.Refused) item).reason()))
                .containsExactly(
                        Reason.OTHER_FEATURE,
                        Reason.ENDS_BEFORE_IT_STARTS,
                        Reason.BAD_PLACE,
                        Reason.CANCELLED,
                        Reason.MISSING_ID);
        assertThat(items.get(2).id()).contains("cam-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7                                                                  | UNREADABLE            | an incident is an object, was 7
            {broken                                                            | UNREADABLE            | not JSON
            {}                                                                 | MISSING_TYPE          | incident_type is missing
            {"incident_type":"party"}                                          | UNKNOWN_TYPE          | incident_type must be one of accident, disabled_vehicle, obstruction, roadworks, closure, detour, weather, public_event, was 'party'
            {"incident_type":"debris","severity":6}                            | UNKNOWN_SEVERITY      | severity must be low, medium, high or critical, or 1 to 5, was '6'
            {"incident_type":"debris","start":"soon"}                          | BAD_TIME              | start must be a time
            {"incident_type":"debris","start":"2026-03-08T02:30:00"}           | BAD_TIME              | start must be a time
            {"incident_type":"debris","start":"2026-03-02T16:00:00Z","end":"2026-03-02T15:00:00Z"} | ENDS_BEFORE_IT_STARTS | end must not be before its start
            {"incident_type":"debris","latitude":34}                           | BAD_PLACE             | latitude and longitude go together
            {"incident_type":"debris","latitude":94,"longitude":0}             | BAD_PLACE             | latitude must be a number from -90.0 to 90.0, was 94
            {"incident_type":"debris","lanes_closed":-1}                       | BAD_LANES             | lanes_closed must be a number from 0.0 to 20.0, was -1
            """)
    void whatIsNoIncidentIsRefusedByName(String json, Reason reason, String detail) {
        assertThat(items(json.getBytes(UTF_8))).singleElement().isInstanceOfSatisfying(Item.Refused.class, no -> {
            assertThat(no.reason()).isEqualTo(reason);
            assertThat(no.detail()).startsWith(detail);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"incident_type\":\"debris\",\"description\":\"%s\"}",
                "{\"incident_type\":\"debris\",\"id\":\"%s\"}"
            })
    void aTextThatIsTooLongIsRefused(String json) {
        assertThat(items(json.formatted("x".repeat(1001)).getBytes(UTF_8)))
                .singleElement()
                .isInstanceOf(Item.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "accident, ACCIDENT",
        "Construction, ROADWORKS",
        "ROAD_CLOSURE, CLOSURE",
        "work-zone, ROADWORKS",
        "weather_related, WEATHER",
        "public event, PUBLIC_EVENT"
    })
    void othersWordsForATypeAreKnown(String word, IncidentType type) {
        assertThat(items(("[{\"incident_type\":\"" + word + "\"}]").getBytes(UTF_8)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Item.Read.class,
                        read -> assertThat(read.report().type()).isEqualTo(type));
    }

    private List<Item> items(byte[] document) {
        return IncidentDecoder.split(document).stream().map(decoder::decode).toList();
    }

    @Test
    void anItemKeepsItsOwnBytesOutOfAnArrayAndAFeed() {
        var one = "{ \"incident_type\": \"d\u00e9bris\",  \"x\":[1,{}] }";

        assertThat(texts("[%s,%s , 7, \"a\" ]".formatted(one, "{}"))).containsExactly(one, "{}", "7", "\"a\"");
        assertThat(texts("{\"features\":[ %s ],\"feed_info\":{\"features\":[1]},\"type\":\"FeatureCollection\"}"
                        .formatted(one)))
                .containsExactly(one);
        assertThat(texts(one)).containsExactly(one);
        assertThat(texts("[" + one)).containsExactly("[" + one);
        assertThat(IncidentDecoder.split(("[" + one + "]").getBytes(UTF_16)))
                .singleElement()
                .isEqualTo("{\"incident_type\":\"d\u00e9bris\",\"x\":[1,{}]}".getBytes(UTF_8));
    }

    private static List<String> texts(String document) {
        return IncidentDecoder.split(document.getBytes(UTF_8)).stream()
                .map(item -> new String(item, UTF_8))
                .toList();
    }

    private static byte[] file(String name) throws IOException {
        try (var in = Objects.requireNonNull(IncidentDecoderTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
