package io.freeflow.app.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.app.bench.BenchCommand;
import io.freeflow.app.command.Commands;
import io.freeflow.app.command.ExitCodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineCommandIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String options) {
        return new Commands(List.of(), Map.of(), (demo, settings) -> ExitCodes.FAILED)
                .with(new BenchCommand())
                .writingTo(new PrintWriter(out, true), new PrintWriter(err, true))
                .run(("bench pipeline " + options).split(" ", -1));
    }

    /** Every valid reading is in one window, or the command fails. */
    @Test
    void allTakeTheSameReadingsAndATableSaysHowFast(@TempDir Path folder) {
        assertThat(run("--readings 20000 --sensors 100 --rounds 1 --rate 500 --seconds 2 --only ours,copy --folder "
                        + folder))
                .as(err.toString())
                .isEqualTo(ExitCodes.OK);

        assertThat(out.toString())
                .contains("| Freeflow: validated", "| byte copy in Java", "of the byte copy, at least 0.33")
                .doesNotContain("falls behind")
                .doesNotContain("KafkaJS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --rounds 0    | --rounds must be 1-99, was 0
                    --sensors 0   | --sensors must be 1-1000000, was 0
                    --rate -1     | --rate must be 0-1000000, was -1
                    --heap 8      | --heap must be 32-65536, was 8
                    --only us     | --only must be some of ours, copy, each, batch, was us
                    """)
    void wrongOptionsAreRefused(String options, String message) {
        assertThat(run(options)).isEqualTo(ExitCodes.MISUSED);

        assertThat(err.toString()).contains(message);
    }
}
