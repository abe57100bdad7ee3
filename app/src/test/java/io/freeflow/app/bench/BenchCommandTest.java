package io.freeflow.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.app.command.Commands;
import io.freeflow.app.command.ExitCodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new Commands(List.of(), Map.of(), (demo, settings) -> ExitCodes.FAILED)
                .with(new BenchCommand())
                .writingTo(new PrintWriter(out, true), new PrintWriter(err, true))
                .run(arguments);
    }

    @Test
    void benchAloneTellsWhatCanBeMeasured() {
        assertThat(run("bench")).isEqualTo(ExitCodes.OK);

        assertThat(out.toString()).contains("alerts", "detection");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --seeds=0                    | --seeds must be 1-99, was 0
                    --days=0                     | --days must be 1-99, was 0
                    --learning-days=100          | --learning-days must be 0-99, was 100
                    --first-seed=999 --seeds=2   | the seed of a city to look at must be 0 to 999, was 1000
                    --tune --first-seed=5        | the seed of a city to learn from must be at least 1000, was 5
                    """)
    void wrongOptionsAreRefused(String options, String message) {
        var arguments = ("bench detection " + options).split(" ", -1);

        assertThat(run(arguments)).isEqualTo(ExitCodes.MISUSED);

        assertThat(err.toString()).contains(message);
    }

    @Test
    void alertRulesAreMeasuredOnSeedsOfTheirOwn() {
        assertThat(run("bench", "alerts", "--days=0")).isEqualTo(ExitCodes.MISUSED);
        assertThat(run("bench", "alerts", "--tune", "--first-seed=5")).isEqualTo(ExitCodes.MISUSED);

        assertThat(err.toString())
                .contains("--days must be 1-99, was 0")
                .contains("the seed of a city to learn from must be at least 1000, was 5");
    }
}
