package io.freeflow.feeds.simulate;

import io.freeflow.core.simulator.Intervention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of what people did to a simulated road, a JSON object a line, forced to disk line by line. A later line of the
 * same id takes the place of an earlier one; a last line that a crash cut short never happened.
 */
final class InterventionFile {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Path file;

    InterventionFile(Path file) {
        this.file = file;
    }

    List<Intervention> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            Map<String, Intervention> byId = new LinkedHashMap<>();
            var text = Files.readString(file);
            text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(this::intervention)
                    .forEach(one -> byId.put(one.id(), one));
            return List.copyOf(byId.values());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void append(Intervention intervention) {
        var line = MAPPER.writeValueAsString(InterventionJson.of(intervention)) + "\n";
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private Intervention intervention(String line) {
        try {
            return InterventionJson.read(MAPPER.readTree(line));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(file + " has a line that is no intervention: " + line, e);
        }
    }
}
