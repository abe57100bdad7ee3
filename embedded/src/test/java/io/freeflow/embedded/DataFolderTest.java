package io.freeflow.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path parent;

    @Test
    void aSecondOneIsToldWhoHasIt() throws IOException {
        var path = parent.resolve("data");
        try (var _ = DataFolder.open(path)) {
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(path + " is in use by another Freeflow: process "
                            + ProcessHandle.current().pid() + ", started 2")
                    .hasMessageEndingWith("Stop it, or choose another --data-dir");
        }
    }

    @Test
    void itCanBeOpenedAgainAfterItWasClosed() throws IOException {
        var path = parent.resolve("data");
        DataFolder.open(path).close();

        DataFolder.open(path).close();

        assertThat(path).isDirectory();
    }

    @Test
    void aFolderOfSomebodyElseIsRefusedAndLeftAlone() throws IOException {
        var letter = Files.writeString(parent.resolve("letter.txt"), "dear all");

        assertThatThrownBy(() -> DataFolder.open(parent))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds files that are not Freeflow's");
        assertThat(parent).isDirectoryContaining(letter::equals);
    }

    @Test
    void aResetDeletesTheDataAndKeepsTheFolderOurs() throws IOException {
        var path = parent.resolve("data");
        try (var folder = DataFolder.open(path)) {
            Files.createDirectories(folder.kafka().resolve("log"));
            Files.writeString(folder.kafka().resolve("log/0.log"), "readings");
            Files.writeString(path.resolve("stray"), "x");

            folder.reset();

            assertThat(path).isDirectoryNotContaining("glob:**/{kafka,stray}");
            assertThatThrownBy(() -> DataFolder.open(path)).isInstanceOf(IOException.class);
        }
        DataFolder.open(path).close();
    }

    @Test
    void modelsMayBeThereFirstAndOutliveAReset() throws IOException {
        var path = parent.resolve("data");
        var model = Files.createDirectories(DataFolder.modelsOf(path).resolve("mine/1"));

        try (var folder = DataFolder.open(path)) {
            folder.reset();
        }

        assertThat(model).exists();
    }

    @Test
    void aResetDoesNotFollowLinks() throws IOException {
        var precious = Files.createDirectories(parent.resolve("precious"));
        Files.writeString(precious.resolve("thesis.txt"), "chapter one");
        try (var folder = DataFolder.open(parent.resolve("data"))) {
            Files.createSymbolicLink(folder.path().resolve("link"), precious);

            folder.reset();
        }

        assertThat(precious.resolve("thesis.txt")).exists();
    }
}
