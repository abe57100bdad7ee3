package io.freeflow.app.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.app.command.Commands;
import io.freeflow.app.command.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {

    /** At 03:00 a day begins: nothing has to be simulated before. */
    private static final String EARLY = "--from=2026-09-15T03:00";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void theListTellsAllScenarios() {
        assertThat(run("--list")).isEqualTo(ExitCodes.OK);

        assertThat(out.toString().lines())
                .hasSize(9)
                .anyMatch(line -> line.matches("accident +Tue 2026-09-15 10:00 +150 min  A crash on I-405 N .*"));
    }

    @Test
    void aRecordingHasItsTruthBesideItAndNothingElse() throws IOException {
        assertThat(run("--out=" + file("a.jsonl"), EARLY, "--for=2m")).isEqualTo(ExitCodes.OK);

        assertThat(err.toString()).isEmpty();
        assertThat(names()).containsExactly("a.jsonl", "a.jsonl.truth.json");
        assertThat(Files.readString(file("a.jsonl.truth.json")))
                .contains("\"scenario\" : \"normal\"", "\"simulated\" : true", "\"format\" : \"f1-jsonl\"");
        try (var lines = Files.lines(file("a.jsonl"))) {
            assertThat(lines.count()).isBetween(2000L, 2200L);
        }
        assertThat(out.toString())
                .contains("normal in simulated Los Angeles, seed 1, Tue 2026-09-15 03:00:00 to Tue 2026-09-15 03:02:00")
                .contains("550 stations, 2,")
                .contains("a.jsonl.truth.json");
    }

    @Test
    void aCsvHasItsSensorsBesideItAndSaysHowToReplayIt() throws IOException {
        assertThat(run("--out=" + file("r.csv.gz"), EARLY, "--for=1m", "--without-faults", "--demand=0.5"))
                .isEqualTo(ExitCodes.OK);

        assertThat(names()).containsExactly("r.csv.gz", "r.csv.gz.truth.json", "r.sensors.csv");
        assertThat(out.toString())
                .contains("--speeds " + file("r.csv.gz") + " --sensors " + file("r.sensors.csv"))
                .contains("0 reports missing");
        assertThat(Files.readString(file("r.csv.gz.truth.json"))).contains("\"demand_scale\" : 0.5");
    }

    @Test
    void loopsHaveTheirMetadataBesideThem() throws IOException {
        assertThat(run("--out=" + file("l.csv"), "--format=loops-csv", "--period=20s", EARLY, "--for=1m"))
                .isEqualTo(ExitCodes.OK);

        assertThat(names())
                .containsExactly("l.csv", "l.csv.truth.json", "l.detectors.csv", "l.highways.csv", "l.stations.csv");
    }

    @Test
    void itEndsAtSoManyEvents() throws IOException {
        assertThat(run("--out=" + file("n.jsonl.gz"), "--format=n1-jsonl", "--stations=100", EARLY, "--events=250"))
                .isEqualTo(ExitCodes.OK);

        try (var in = new GZIPInputStream(Files.newInputStream(file("n.jsonl.gz")))) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSizeBetween(250, 305).allMatch(line -> line.contains("\"traffic_data\":{"));
        }
        assertThat(out.toString()).contains("100 stations");
    }

    @Test
    void anyRoadMapIsACity() throws IOException {
        Path map = Files.writeString(file("map.geojson"), """
                {"type": "FeatureCollection", "region": "small-town", "zone": "America/New_York", "district": 4, "features": [
                {"type": "Feature", "properties": {"kind": "freeway", "freeway": "I-95", "directions": ["N", "S"],
                 "postmile_start": 10, "free_flow_mph": 65,
                 "lane_sections": {"N": [{"from_mile": 0, "lanes": 3}], "S": [{"from_mile": 0, "lanes": 3}]}},
                 "geometry": {"type": "LineString", "coordinates": [[-77.0, 38.0], [-77.0, 38.05], [-77.0, 38.1]]}},
                {"type": "Feature", "properties": {"kind": "station", "freeway": "I-95", "name": "Mill", "ids": {"N": "a1", "S": "a2"}},
                 "geometry": {"type": "Point", "coordinates": [-77.0, 38.04]}},
                {"type": "Feature", "properties": {"kind": "center", "name": "Town", "weight": 1},
                 "geometry": {"type": "Point", "coordinates": [-77.0, 38.1]}}]}
                """);

        for (String scenario : new String[] {"accident", "stadium-evening", "freeway-closure", "sensor-outage"}) {
            assertThat(run(
                            "--out=" + file("t.jsonl"),
                            "--force",
                            "--network=" + map,
                            "--scenario=" + scenario,
                            EARLY,
                            "--for=1m"))
                    .as("%s %s", scenario, err)
                    .isEqualTo(ExitCodes.OK);
        }

        assertThat(out.toString())
                .contains("accident in simulated Small Town")
                .contains("There is no I-405 N here: it is on I-95 ")
                .contains("There is no Dodger Stadium here")
                .contains("2 stations");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --out=FOLDER/a.jsonl --scenario=acident | there is no scenario 'acident'; did you mean accident?
            --out=FOLDER/a.jsonl --scenario=xyz     | there is no scenario 'xyz'; --list tells all
            --scenario=accident                     | needs --out FILE, or --list or --validate
            --out=FOLDER/a.parquet                  | --out must end in .jsonl or .csv, or --format say what it holds, was a.parquet
            --out=FOLDER/a --format=avro            | --format must be f1-jsonl, n1-jsonl, csv, loops-csv, was 'avro'
            --out=FOLDER/no/a.csv                   | --out names a folder that is not there: FOLDER/no
            --out=FOLDER/a.csv --stations=200001    | --stations must be 10 to 200000, was 200001
            --out=FOLDER/a.csv --stations=50 --network=x | --network and --stations are two cities: take one
            --out=FOLDER/a.csv --network=FOLDER/x   | --network names a file that cannot be read: FOLDER/x
            --out=FOLDER/a.csv --demand=0           | --demand: demand scale must be above 0 and at most 3, was 0.0
            --out=FOLDER/a.csv --events=0           | --events must be 1 or more, was 0
            --out=FOLDER/a.csv --for=0s             | --for must be a duration above 0 and at most 366d such as 30s or 90m, was '0s'
            --out=FOLDER/a.csv --from=noon          | --from must be a local date and time of the years 1980 to 2199 such as 2026-09-15T07:30, was 'noon'
            --out=FOLDER/a.csv --from=2026-03-08T02:30 | --from is an hour that clocks in America/Los_Angeles left out, was 2026-03-08T02:30
            --out=FOLDER/a.csv --period=45s         | --period and --from: the period must be 20s to 5m, a multiple of 10s and fit whole into an hour, was 45 s
            """)
    void aWrongOptionIsToldInOneSentence(String options, String message) throws IOException {
        int code = run(options.strip().replace("FOLDER", folder.toString()).split(" "));

        assertThat(code).isEqualTo(ExitCodes.MISUSED);
        assertThat(err.toString().lines())
                .containsExactly(
                        "freeflow simulate: " + message.replace("FOLDER", folder.toString()),
                        "Try 'freeflow help simulate'.");
        assertThat(names()).isEmpty();
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws IOException {
        Files.writeString(file("a.sensors.csv"), "mine");

        assertThat(run("--out=" + file("a.csv"), EARLY, "--for=1m")).isEqualTo(ExitCodes.MISUSED);
        assertThat(err.toString()).contains(file("a.sensors.csv") + " is there already; --force writes over it");
        assertThat(Files.readString(file("a.sensors.csv"))).isEqualTo("mine");

        assertThat(run("--out=" + file("a.csv"), EARLY, "--for=1m", "--force")).isEqualTo(ExitCodes.OK);
        assertThat(Files.readString(file("a.sensors.csv"))).startsWith("sensor_id,");
    }

    @Test
    void aRoadMapThatCannotBeReadIsNamed() throws IOException {
        var map = Files.writeString(file("map.geojson"), "{}");

        assertThat(run("--out=" + file("a.csv"), "--network=" + map)).isEqualTo(ExitCodes.MISUSED);

        assertThat(err.toString()).startsWith("freeflow simulate: --network " + map + ": not a road map");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private int run(String... options) {
        var arguments = new ArrayList<>(List.of("simulate"));
        arguments.addAll(Arrays.asList(options));
        return new Commands(List.of(), Map.of(), (demo, settings) -> ExitCodes.FAILED)
                .with(new SimulateCommand())
                .writingTo(new PrintWriter(out, true), new PrintWriter(err, true))
                .run(arguments.toArray(String[]::new));
    }
}
