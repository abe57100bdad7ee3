package io.freeflow.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.app.config.Section;
import io.freeflow.app.config.Settings;
import io.freeflow.app.start.EmbeddedConfig;
import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import io.freeflow.core.config.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    record ServeConfig(
            @Doc("port to listen on") @Default("8080") int port) {}

    record StoreConfig(
            @Doc("the password") @Default("") @Secret String password) {}

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<DemoOptions> demos = new ArrayList<>();
    private final List<Settings> settings = new ArrayList<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"--help, COMMAND", "demo --help, --speedup", "config -h, --config", "help demo, --speedup"})
    void everyCommandTellsItsOptions(String line, String told) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCodes.OK);

        assertThat(out.toString()).contains(told);
        assertThat(demos).isEmpty();
    }

    @Test
    void aDemoWithoutOptionsSimulatesHalfAMinuteASecond() {
        assertThat(run("demo")).isEqualTo(ExitCodes.OK);

        assertThat(demos)
                .containsExactly(new DemoOptions(
                        DemoOptions.Start.RESUME,
                        DemoOptions.Feed.SIMULATE,
                        1,
                        Optional.empty(),
                        OptionalDouble.of(30),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        DemoOptions.Face.PAGES,
                        LogFormat.TEXT));
    }

    @Test
    void everyOptionOfTheDemoArrives() throws IOException {
        var speeds = Files.createFile(folder.resolve("speeds.h5"));
        var sensors = Files.createFile(folder.resolve("sensors.csv"));
        var graph = Files.createFile(folder.resolve("graph.csv"));

        int code = run(
                "demo",
                "--reset",
                "--feed=metr-la",
                "--seed=7",
                "--speedup=max",
                "--speeds=" + speeds,
                "--sensors=" + sensors,
                "--graph=" + graph,
                "--for=2m",
                "--headless",
                "--json-logs",
                "--port=0",
                "--data-dir=" + folder.resolve("data"),
                "--set=embedded.kafka-port=9092");

        assertThat(err.toString()).isEmpty();
        assertThat(code).isEqualTo(ExitCodes.OK);
        assertThat(demos)
                .containsExactly(new DemoOptions(
                        DemoOptions.Start.RESET,
                        DemoOptions.Feed.METR_LA,
                        7,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.of(speeds),
                        Optional.of(sensors),
                        Optional.of(graph),
                        Optional.of(Duration.ofMinutes(2)),
                        DemoOptions.Face.HEADLESS,
                        LogFormat.JSON));
        assertThat(settings.getFirst().get(ServeConfig.class).port()).isZero();
        assertThat(settings.getFirst().get(EmbeddedConfig.class))
                .isEqualTo(new EmbeddedConfig(folder.resolve("data"), 9092, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --feed=pems                 | --feed must be simulate, metr-la, csv or none, was 'pems'
            --feed=metr-la              | --feed metr-la needs --speeds FILE and --sensors FILE
            --feed=csv --speeds=x       | --feed csv needs --speeds FILE and --sensors FILE
            --sensors=x                 | --speeds, --sensors and --graph go with --feed metr-la or --feed csv, not with --feed simulate
            --feed=csv --speeds=no --sensors=no | --speeds names a file that cannot be read: no
            --speedup=0                 | --speedup must be a number above 0 and at most 1000000, or max, was '0'
            --speedup=NaN               | --speedup must be a number above 0 and at most 1000000, or max, was 'NaN'
            --for=0s                    | --for must be a duration above 0 such as 90s or 10m, was '0s'
            --seed=1001                 | --seed: the seed of a city to look at must be 0 to 999, was 1001: models learn from the others
            --for=soon                  | --for must be a duration above 0 such as 90s or 10m, was 'soon'
            """)
    void aWrongOptionIsToldInOneSentence(String options, String message) {
        int code = run(("demo " + options.strip()).split(" "));

        assertThat(code).isEqualTo(ExitCodes.MISUSED);
        assertThat(err.toString().lines()).containsExactly("freeflow demo: " + message, "Try 'freeflow help demo'.");
        assertThat(demos).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dmeo            | freeflow: unknown command dmeo; did you mean demo?      | Try 'freeflow help'.
            demo --sped=3   | freeflow demo: unknown option --sped; did you mean --seed? | Try 'freeflow help demo'.
            config now      | freeflow config: takes options only, not now            | Try 'freeflow help config'.
            demo --port=x   | freeflow demo: Invalid value for option '--port': 'x' is not an int | Try 'freeflow help demo'.
            """)
    void aMistypedWordIsAnsweredWithTheLikelyOne(String line, String message, String advice) {
        assertThat(run(line.strip().split(" "))).isEqualTo(ExitCodes.MISUSED);

        assertThat(err.toString().lines()).containsExactly(message, advice);
    }

    @Test
    void wrongSettingsAreToldTogether() {
        assertThat(run("demo", "--set=serve.prot=1", "--set=serve.port=x")).isEqualTo(ExitCodes.MISUSED);
        assertThat(err.toString())
                .contains("  unknown setting serve.prot (--set); did you mean serve.port?")
                .contains("  serve.port must be a whole number, was 'x' (--set)");
    }

    @Test
    void aFailureIsOneLineUnlessSomebodyWantsToKnow() {
        DemoRunner failing = (options, settings) -> {
            throw new IOException("kafka did not start: disk full");
        };

        assertThat(commands(failing, Map.of()).run("demo")).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString().lines()).containsExactly("freeflow demo: kafka did not start: disk full");

        assertThat(commands(failing, Map.of()).run("demo", "--verbose")).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("at io.freeflow.app.command.CommandsTest");
    }

    @Test
    void theExitCodeIsTheDemos() {
        assertThat(commands((options, settings) -> 3, Map.of()).run("demo")).isEqualTo(3);
    }

    @Test
    void thePrintedSettingsAreASettingsFile() throws IOException {
        run("config", "--set=embedded.data-dir=C:\\data");
        var file = Files.writeString(folder.resolve("again.properties"), out.toString());
        out.getBuffer().setLength(0);

        assertThat(run("config", "--config=" + file)).isEqualTo(ExitCodes.OK);

        assertThat(out.toString())
                .contains("# ---- embedded ----")
                .contains("embedded.data-dir=C:\\\\data")
                .contains("(again.properties:4)");
    }

    @Test
    void secretsAreNotPrinted() {
        commands((options, settings) -> 0, Map.of("FREEFLOW_STORE_PASSWORD", "p4ss"))
                .run("config");

        assertThat(out.toString())
                .contains("# the password (FREEFLOW_STORE_PASSWORD)")
                .contains("#store.password=******")
                .doesNotContain("p4ss");
    }

    @Test
    void helpTellsAllCommands() {
        assertThat(run("help")).isEqualTo(ExitCodes.OK);

        assertThat(out.toString()).contains("demo", "config", "version", "Start with 'freeflow demo'");
    }

    @Test
    void noCommandIsAskingForHelp() {
        assertThat(run()).isEqualTo(ExitCodes.OK);

        assertThat(out.toString()).contains("Usage: freeflow");
    }

    @Test
    void theVersionNamesJavaToo() {
        assertThat(run("version")).isEqualTo(ExitCodes.OK);

        assertThat(out.toString()).startsWith("freeflow ").contains("java 25");
    }

    private int run(String... arguments) {
        return commands(
                        (options, found) -> {
                            demos.add(options);
                            settings.add(found);
                            return ExitCodes.OK;
                        },
                        Map.of())
                .run(arguments);
    }

    private Commands commands(DemoRunner runner, Map<String, String> environment) {
        var sections = List.of(
                new Section<>("embedded", EmbeddedConfig.class),
                new Section<>("serve", ServeConfig.class),
                new Section<>("store", StoreConfig.class));
        return new Commands(List.copyOf(sections), environment, runner)
                .writingTo(new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
