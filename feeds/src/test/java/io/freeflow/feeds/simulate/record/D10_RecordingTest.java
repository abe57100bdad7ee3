package io.freeflow.feeds.simulate.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.csv.CsvNetwork;
import io.freeflow.feeds.csv.CsvSource;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.feeds.simulate.InterventionJson;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorControl;
import io.freeflow.feeds.simulate.SimulatorFeed;
import io.freeflow.feeds.simulate.SimulatorOptions;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class D10_RecordingTest {

    private static final Scenario WEATHER = Scenarios.find("weather").orElseThrow();
    /** At 03:00 a day begins: nothing has to be simulated before. */
    private static final LocalDateTime BEGIN = LocalDateTime.parse("2026-09-15T03:00");

    private static final Duration TICK = Duration.ofSeconds(30);
    private static final RoadMap LOS_ANGELES = RoadMap.losAngeles();
    private static final SimulatedCity CITY = SimulatedCity.of(LOS_ANGELES, 1, WEATHER.options());

    @TempDir
    Path folder;

    private record Recorded(Recording recording, byte[] bytes) {

        List<String> lines() {
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static Recorded record(SimulatedCity city, RecordingFormat format, Duration tick, int ticks) {
        var begin = city.clock().instantOf(BEGIN);
        var script = WEATHER.script(city, begin);
        var bytes = new ByteArrayOutputStream();
        try {
            var recording = Recording.begin(new Recording.Subject(WEATHER, city, script, begin, tick, format), bytes);
            for (int i = 0; i < ticks; i++) {
                recording.tick();
            }
            recording.end();
            return new Recorded(recording, bytes.toByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(Companion companion) throws IOException {
        var text = new StringWriter();
        companion.content().writeTo(text);
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(RecordingFormat.class)
    void theSameSeedGivesTheSameBytes(RecordingFormat format) throws IOException {
        var one = record(CITY, format, TICK, 4);
        var other = record(SimulatedCity.of(LOS_ANGELES, 1, WEATHER.options()), format, TICK, 4);

        assertThat(one.bytes()).isEqualTo(other.bytes());
        assertThat(text(one.recording().truth()))
                .isEqualTo(text(other.recording().truth()));
        assertThat(record(SimulatedCity.of(LOS_ANGELES, 2, WEATHER.options()), format, TICK, 4)
                        .bytes())
                .isNotEqualTo(one.bytes());
    }

    @Test
    void flatAndNestedRecordsSayTheSame() {
        var flat = record(CITY, RecordingFormat.F1_JSONL, TICK, 6).lines();
        var nested = record(CITY, RecordingFormat.N1_JSONL, TICK, 6).lines();

        assertThat(nested).hasSameSizeAs(flat).hasSizeGreaterThan(3000);
        for (int i = 0; i < flat.size(); i++) {
            var one = decode(flat.get(i));
            var other = decode(nested.get(i));
            assertThat(other.sensorId()).isEqualTo(one.sensorId());
            assertThat(other.periodSeconds()).isEqualTo("30").isEqualTo(one.periodSeconds());
            assertThat(other.speedMph()).isEqualTo(one.speedMph());
            assertThat(other.flowVph()).isEqualTo(one.flowVph());
            assertThat(other.occupancyPercent()).isEqualTo(one.occupancyPercent());
            assertThat(instant(other)).isEqualTo(instant(one));
        }
    }

    private static RawReading decode(String line) {
        return ((Decoded.Fields) new JsonDecoder().decode(line.getBytes(StandardCharsets.UTF_8))).reading();
    }

    private static Instant instant(RawReading reading) {
        return CITY.clock()
                .find(String.valueOf(reading.timestamp()))
                .orElseThrow()
                .instant();
    }

    @Test
    void nestedRecordsTellTheRain() {
        var lines = record(CITY, RecordingFormat.N1_JSONL, Duration.ofMinutes(5), 13)
                .lines();

        assertThat(lines.getFirst()).contains("\"weather\":{\"condition\":\"clear\",\"precipitation\":false}");
        assertThat(lines.getLast()).contains("\"weather\":{\"condition\":\"rain\",\"precipitation\":true}");
        assertThat(lines).anyMatch(line -> line.contains("\"condition\":\"drizzle\",\"precipitation\":true"));
    }

    @Test
    void jsonLinesAreWhatTheFeedSends() {
        var begin = CITY.clock().instantOf(BEGIN);
        var control =
                SimulatorControl.scripted(CITY, WEATHER.script(CITY, begin).interventions());
        var sent = new ArrayList<String>();
        try (var feed = SimulatorFeed.opener(control, begin, Duration.ZERO).open(Optional.empty())) {
            for (int i = 0; i < 10; i++) {
                feed.next()
                        .orElseThrow()
                        .records()
                        .forEach(item -> sent.add(new String(item.payload(), StandardCharsets.UTF_8)));
            }
        }

        var recorded = record(CITY, RecordingFormat.F1_JSONL, TICK, 10);

        assertThat(recorded.lines().subList(0, sent.size())).isEqualTo(sent);
        assertThat(recorded.recording().events())
                .as("and what was held back then")
                .isEqualTo(recorded.lines().size())
                .isGreaterThan(sent.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"readings.csv", "readings.csv.gz"})
    void aCsvRecordingIsReplayed(String name) throws IOException {
        var recorded = record(CITY, RecordingFormat.CSV, TICK, 4);
        var readings = folder.resolve(name);
        try (var out = name.endsWith(".gz")
                ? new java.util.zip.GZIPOutputStream(Files.newOutputStream(readings))
                : Files.newOutputStream(readings)) {
            out.write(recorded.bytes());
        }
        var companions = recorded.recording().companions();
        assertThat(companions).extracting(Companion::name).containsExactly("sensors.csv");
        var sensors = Files.writeString(folder.resolve("sensors.csv"), text(companions.getFirst()));

        var network = CsvNetwork.read(sensors, "los-angeles", CITY.network().zone());
        var info = new FeedInfo("csv", FeedInfo.Kind.REPLAY, "Replay");
        var source = new CsvSource(readings, info, CITY.network().zone(), Duration.ofMinutes(5));

        assertThat(network.sensors()).hasSameSizeAs(CITY.network().sensors());
        for (int i = 0; i < network.sensors().size(); i++) {
            var one = network.sensors().get(i);
            var other = CITY.network().sensors().get(i);
            assertThat(one.id()).isEqualTo(other.id());
            assertThat(one.name()).isEqualTo(other.name());
            assertThat(one.position()).isEqualTo(other.position());
            assertThat(one.placement()).isEqualTo(other.placement());
        }
        long sent = 0;
        long missing = 0;
        int batches = 0;
        try (var feed = source.opener().open(Optional.empty())) {
            for (var batch = feed.next(); batch.isPresent(); batch = feed.next()) {
                batches++;
                sent += batch.get().records().size();
                missing += batch.get().counts().getOrDefault("missing.empty", 0L);
                assertThat(batch.get().completeUntil())
                        .isEqualTo(CITY.clock().instantOf(BEGIN).plus(TICK.multipliedBy(batches)));
            }
        }
        assertThat(batches).isEqualTo(4);
        assertThat(sent).isEqualTo(recorded.recording().events());
        assertThat(missing).isEqualTo(recorded.recording().missing()).isPositive();
    }

    @Test
    void loopsAreInTheLayoutOfPortland() throws IOException {
        var recorded = record(CITY, RecordingFormat.LOOPS_CSV, Duration.ofSeconds(20), 3);
        int lanes =
                CITY.stations().stream().mapToInt(SimulatedCity.Station::lanes).sum();

        assertThat(recorded.lines())
                .hasSize(3 * lanes)
                .allMatch(line -> line.matches("\\d+,9/15/26 3:00,(\\d+,\\d*,\\d+,[02],0|,,0,0,0)"));
        assertThat(recorded.recording().companions())
                .extracting(Companion::name)
                .containsExactly("highways.csv", "stations.csv", "detectors.csv");
        var detectors = text(recorded.recording().companions().get(2)).lines().toList();
        var stations = text(recorded.recording().companions().get(1)).lines().toList();
        assertThat(detectors).hasSize(lanes);
        assertThat(detectors.getFirst()).matches("1,\\d+,[0-9.]+,[^,]+,1,1,715121");
        assertThat(stations).hasSize(550);
        assertThat(stations.getFirst())
                .matches("715121,\\d+,[0-9.]+,[^,]+,\\d+,\\d+,\\d,1,\"[0-9.]+,-[0-9.]+\",[0-9.]+");
    }

    @Test
    void theVehiclesOfTheLoopsAreThoseOfTheStations() {
        var city = SimulatedCity.of(LOS_ANGELES, 1, SimulatorOptions.DEFAULT.withoutFaults());
        var stations = record(city, RecordingFormat.CSV, TICK, 2).lines();
        var loops = record(city, RecordingFormat.LOOPS_CSV, TICK, 2).lines();

        double vehicles = stations.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[4]) * 30 / 3600)
                .sum();
        long counted = loops.stream()
                .mapToLong(line -> Long.parseLong(line.split(",", -1)[2]))
                .sum();

        assertThat((double) counted).isCloseTo(vehicles, org.assertj.core.data.Offset.offset(1.0));
    }

    @Test
    void theTruthTellsWhatWasDoneAndWhatWasDrawn() throws IOException {
        var recorded = record(CITY, RecordingFormat.CSV, Duration.ofMinutes(5), 8);
        var truth = truth(recorded);

        assertThat(truth.get("simulated").asBoolean()).isTrue();
        assertThat(truth.get("scenario").asString()).isEqualTo("weather");
        assertThat(truth.get("seed").asLong()).isEqualTo(1);
        assertThat(truth.get("network_version").asString())
                .isEqualTo(CITY.network().version());
        assertThat(truth.get("start").asString()).isEqualTo("2026-09-15T10:00:00Z");
        assertThat(truth.get("end").asString()).isEqualTo("2026-09-15T10:40:00Z");
        assertThat(truth.get("period_seconds").asInt()).isEqualTo(300);
        assertThat(truth.get("events").asLong()).isEqualTo(recorded.recording().events());
        assertThat(truth.get("missing").asLong()).isEqualTo(recorded.recording().missing());
        assertThat(truth.get("rain").values())
                .as("only what fell in this time")
                .hasSize(1)
                .allMatch(spell -> spell.get("rain").asString().equals("LIGHT"))
                .allMatch(spell -> spell.get("start").asString().equals("2026-09-15T10:30:00Z"));
        assertThat(truth.get("interventions").values())
                .allMatch(one -> one.get("kind").asString().equals("rain"))
                .hasSize(1);
        assertThat(truth.get("faults").values()).isNotEmpty().allMatch(fault -> fault.has("sensor_id"));
        assertThat(truth.get("incidents").values()).isEmpty();
        assertThat(truth.get("special_events").values()).isEmpty();
    }

    private static JsonNode truth(Recorded recorded) throws IOException {
        return JsonMapper.shared().readTree(text(recorded.recording().truth()));
    }

    @Test
    void anInterventionIsReadAsItWasWritten() {
        for (Scenario scenario : Scenarios.list()) {
            var script = scenario.script(CITY, CITY.clock().instantOf(scenario.start()));
            for (var intervention : script.interventions()) {
                assertThat(InterventionJson.read(InterventionJson.of(intervention)))
                        .isEqualTo(intervention);
            }
        }
    }

    @Test
    void aGridOfTwoThousandStationsIsRecorded() throws IOException {
        var city = SimulatedCity.of(RoadMap.grid(2_000), 1, SimulatorOptions.DEFAULT);

        var recorded = record(city, RecordingFormat.N1_JSONL, Duration.ofMinutes(1), 3);

        assertThat(recorded.recording().events() + recorded.recording().missing())
                .isBetween(6_000L, 6_100L);
        assertThat(truth(recorded).get("region").asString()).isEqualTo("grid");
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 25, 70, 310, 600})
    void aPeriodThatDoesNotFitIsRefused(long seconds) {
        assertThatThrownBy(() -> record(CITY, RecordingFormat.CSV, Duration.ofSeconds(seconds), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was " + seconds + " s");
    }
}
