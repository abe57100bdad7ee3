package io.freeflow.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProfileCommandTest {

    @TempDir
    private Path folder;

    @Test
    void nothingIsLearntFromACityThatADemoShows() {
        var err = new StringWriter();
        var file = folder.resolve("week.profile");

        int code = new CommandLine(new ProfileCommand())
                .setErr(new PrintWriter(err, true))
                .execute("--seed=999", "--out=" + file);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--seed: the seed of a city to learn from must be at least 1000, was 999");
        assertThat(file).doesNotExist();
    }
}
