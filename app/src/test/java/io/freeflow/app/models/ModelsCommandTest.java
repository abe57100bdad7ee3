package io.freeflow.app.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.app.command.Commands;
import io.freeflow.app.command.ExitCodes;
import io.freeflow.app.config.Sections;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {

    private static final String METR_LA =
            Path.of("../forecast/models/metr-la/1").toString();

    @TempDir
    Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anEmptyFolderSaysHowToBegin() {
        assertThat(run("list")).isEqualTo(ExitCodes.OK);

        assertThat(out.toString()).contains("built-in models serve", "freeflow models add FOLDER");
    }

    @Test
    void aModelIsAddedPromotedAndRolledBack() {
        assertThat(run("add", METR_LA)).isEqualTo(ExitCodes.OK);
        assertThat(said()).contains("Added metr-la/1 for 207 sensors", "as metr-la-1");
        assertThat(listed()).contains("metr-la/1 canary 207 c1d7749c55fc METR-LA, rows 0 to 23996");

        assertThat(run("promote", "metr-la/1", "--reason", "better on Monday")).isEqualTo(ExitCodes.OK);
        assertThat(listed()).contains("metr-la/1 champion 207").containsPattern("promote metr-la/1 better on Monday");

        assertThat(run("rollback", "--reason", "too narrow")).isEqualTo(ExitCodes.OK);
        assertThat(said()).contains("Champion is built-in.");
        assertThat(listed())
                .contains("metr-la/1 - 207", "The built-in champion serves", "rollback built-in too narrow");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThat(run("promote", "metr-la")).isEqualTo(ExitCodes.MISUSED);
        assertThat(err.toString()).contains("a model is NAME/VERSION, such as metr-la/1, was metr-la");

        assertThat(run("promote", "metr-la/7")).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("there is no metr-la/7 in " + data.resolve("models"));

        assertThat(run("rollback")).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("nothing to return to");

        assertThat(run("add", data.toString())).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("no manifest.json in model folder " + data);
    }

    private String listed() {
        out.getBuffer().setLength(0);
        assertThat(run("list")).isEqualTo(ExitCodes.OK);
        return said();
    }

    private String said() {
        return out.toString().replaceAll(" +", " ");
    }

    private int run(String command, String... arguments) {
        var line = new ArrayList<>(List.of("models", command));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--data-dir", data.toString()));
        return new Commands(Sections.list(), Map.of(), (options, settings) -> 0)
                .with(new ModelsCommand())
                .writingTo(new PrintWriter(out, true), new PrintWriter(err, true))
                .run(line.toArray(String[]::new));
    }
}
