package io.freeflow.feeds.files;

import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.datex.SiteTable;
import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The small invented files of the tests, and all that is read from a file. */
final class Golden {

    /** What a file holds. */
    record Contents(List<RawReading> readings, List<byte[]> payloads, Map<String, Long> leftOut, String remark) {}

    private Golden() {}

    static InputFile file(String name) {
        try {
            return new InputFile(Path.of(
                    Objects.requireNonNull(Golden.class.getResource(name), name).toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Contents read(InputFile file, InputFile... tables) throws IOException {
        var readings = new ArrayList<RawReading>();
        var payloads = new ArrayList<byte[]>();
        try (var records = FileFormat.of(file).open(file, SiteTable.read(List.of(tables)))) {
            for (var record = records.next(); record.isPresent(); record = records.next()) {
                readings.add(record.get().reading());
                payloads.add(record.get().payload());
            }
            return new Contents(readings, payloads, records.leftOut(), records.remark());
        }
    }
}
