package io.freeflow.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.app.command.Commands;
import io.freeflow.app.command.ExitCodes;
import io.freeflow.app.config.Sections;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {

    private static final String METR_LA =
            Path.of("../forecast/models/metr-la/1").toString();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aLeaderboardIsWrittenForPeopleAndPrograms() throws IOException {
        assertThat(run("--speeds", speeds(400).toString())).as(err.toString()).isEqualTo(ExitCodes.OK);

        var text = Files.readString(folder.resolve("out/leaderboard.md"));
        assertThat(text).contains("The validation part of 400 rows and 2 sensors, all windows.", "last value", "Onset");
        assertThat(out.toString()).contains(text);
        var lines = Files.readAllLines(folder.resolve("out/leaderboard.csv"));
        assertThat(lines.getFirst()).startsWith("model,slice,value,minutes,cells,mae_mph");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("last value,all,,"))
                .hasSize(12);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("last value,sensor,B,15,"))
                .hasSize(1);
        assertThat(folder.resolve("out/test-openings.csv")).doesNotExist();
    }

    @Test
    void everyLookAtTheTestPartIsWrittenDown() throws IOException {
        var file = speeds(400).toString();

        assertThat(run("--speeds", file, "--part", "test")).isEqualTo(ExitCodes.OK);
        assertThat(run("--speeds", file, "--part", "test", "--every", "5", "--lost", "0.3"))
                .isEqualTo(ExitCodes.OK);

        assertThat(Files.readAllLines(folder.resolve("out/test-openings.csv")))
                .hasSize(3)
                .last()
                .asString()
                .endsWith(",speeds.csv,5,0.3,");
    }

    @Test
    void whatCannotBeIsSaid() throws IOException {
        var file = speeds(400).toString();

        assertThat(run("--speeds", file, "--every", "0")).isEqualTo(ExitCodes.MISUSED);
        assertThat(run("--speeds", file, "--lost", "1")).isEqualTo(ExitCodes.MISUSED);
        assertThat(run("--speeds", file, "--every", "2", "--track", "0.5")).isEqualTo(ExitCodes.MISUSED);
        assertThat(run("--speeds", file, "--track", "0.5,-1")).isEqualTo(ExitCodes.MISUSED);
        assertThat(run("--speeds", folder.resolve("none.csv").toString())).isEqualTo(ExitCodes.MISUSED);
        assertThat(run("--speeds", speeds(20).toString())).isEqualTo(ExitCodes.MISUSED);
        assertThat(run("--speeds", speeds(400).toString(), "--model", METR_LA)).isEqualTo(ExitCodes.MISUSED);

        assertThat(err.toString())
                .contains(
                        "--every must be 1 or more, was 0",
                        "--lost must be 0 to 0.9, was 1.0",
                        "--track needs every window, --every was 2",
                        "--track must be above 0 and at most 10.0 mph, was [0.5, -1.0]",
                        "--speeds must name a file that can be read",
                        "--speeds must have 33 rows or more, had 20",
                        "is for 207 sensors in another order than the 2 of");
    }

    private Path speeds(int rows) throws IOException {
        var text = new StringBuilder(",A,B\n");
        for (int row = 0; row < rows; row++) {
            var time = LocalDateTime.of(2026, 3, 2, 0, 0).plusMinutes(5L * row);
            text.append(time.toString().replace('T', ' '))
                    .append(":00,")
                    .append(60 + row % 3)
                    .append(',')
                    .append(row % 20 < 8 ? 30 : 58)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("speeds.csv"), text);
    }

    private int run(String... arguments) {
        var line = new ArrayList<>(
                List.of("backtest", "--out", folder.resolve("out").toString()));
        line.addAll(List.of(arguments));
        return new Commands(Sections.list(), Map.of(), (options, settings) -> 0)
                .with(new BacktestCommand())
                .writingTo(new PrintWriter(out, true), new PrintWriter(err, true))
                .run(line.toArray(String[]::new));
    }
}
