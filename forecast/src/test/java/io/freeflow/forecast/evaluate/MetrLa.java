package io.freeflow.forecast.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * METR-LA, where somebody has put it: in {@code data/metr-la} of the folder that FREEFLOW_SHARED names, or of a folder
 * {@code shared} beside this one or one of its parents. A missing speed is 0, as in the file.
 */
public record MetrLa(List<String> sensorIds, LocalDateTime[] times, float[][] rows) {

    public static Optional<Path> find() {
        var named = System.getenv("FREEFLOW_SHARED");
        if (named != null) {
            return Optional.of(file(Path.of(named))).filter(Files::isReadable);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isReadable(file(folder.resolve("shared")))) {
                return Optional.of(file(folder.resolve("shared")));
            }
        }
        return Optional.empty();
    }

    private static Path file(Path shared) {
        return shared.resolve("data/metr-la/speeds.csv.gz");
    }

    public static MetrLa read(Path path) {
        var times = new ArrayList<LocalDateTime>();
        var rows = new ArrayList<float[]>();
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            var header = in.readLine().split(",", -1);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                var fields = line.split(",", -1);
                times.add(LocalDateTime.parse(fields[0].replace(' ', 'T')));
                var row = new float[fields.length - 1];
                for (int i = 0; i < row.length; i++) {
                    row[i] = Float.parseFloat(fields[i + 1]);
                }
                rows.add(row);
            }
            return new MetrLa(
                    Arrays.asList(header).subList(1, header.length),
                    times.toArray(LocalDateTime[]::new),
                    rows.toArray(float[][]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
