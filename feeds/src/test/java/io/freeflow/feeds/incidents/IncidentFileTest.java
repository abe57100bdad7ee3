package io.freeflow.feeds.incidents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The incidents of a file, each with its own bytes. */
class IncidentFileTest {

    @TempDir
    private Path folder;

    @Test
    void aDocumentOrALineEach() throws IOException {
        assertThat(items("{\n\"incident_id\": \"a\"\n}\n")).containsExactly("{\n\"incident_id\": \"a\"\n}\n");
        assertThat(items("[{ \"incident_id\":\"a\"},\n{}]")).containsExactly("{ \"incident_id\":\"a\"}", "{}");
        assertThat(items("{\"type\":\"FeatureCollection\",\n\"features\":[{\"id\":1},{\"id\":2}]}"))
                .containsExactly("{\"id\":1}", "{\"id\":2}");
        assertThat(items("{\"incident_id\":\"a\"}\n\n{broken\n{\"incident_id\":\"b\"}\n"))
                .containsExactly("{\"incident_id\":\"a\"}", "{broken", "{\"incident_id\":\"b\"}");
    }

    private List<String> items(String text) throws IOException {
        var file = Files.write(folder.resolve("file"), text.getBytes(UTF_8));
        return IncidentFile.read(new InputFile(file)).stream()
                .map(item -> new String(item, UTF_8))
                .toList();
    }
}
