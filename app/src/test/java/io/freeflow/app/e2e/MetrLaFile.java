package io.freeflow.app.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small file in METR-LA's layout whose sums are known. Its rows go through the spring night of 2012-03-11, with the
 * twelve rows of the hour that never was, as the real file has them.
 *
 * @param zeros values of 0, which mean missing, outside that hour
 * @param unreal values inside that hour, whatever they are
 * @param sum of all other values; exact, for all are multiples of 1/4
 */
record MetrLaFile(Path speeds, Path sensors, Path graph, int rows, int columns, long zeros, long unreal, double sum) {

    private static final LocalDateTime FIRST = LocalDateTime.of(2012, 3, 10, 0, 0);
    private static final LocalDateTime GAP = LocalDateTime.of(2012, 3, 11, 2, 0);
    /** Of METR-LA's sensors, so that a network for it knows them. */
    private static final List<String> IDS = List.of(
            "773869", "767541", "767542", "717447", "717446", "717445", "773062", "767620", "737529", "717816",
            "765604", "767471", "716339", "773906", "765273", "716331", "771667", "716337", "769953", "769402");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    static MetrLaFile write(Path folder, int rows, int columns, long seed) throws IOException {
        var random = new Random(seed);
        long zeros = 0;
        long unreal = 0;
        double sum = 0;
        var text = new StringBuilder(",")
                .append(String.join(",", IDS.subList(0, columns)))
                .append('\n');
        for (int row = 0; row < rows; row++) {
            var start = FIRST.plusMinutes(5L * row);
            boolean inTheGap = !start.isBefore(GAP) && start.isBefore(GAP.plusHours(1));
            text.append(TIME.format(start));
            for (int column = 0; column < columns; column++) {
                double mph = random.nextInt(20) == 0 ? 0 : speed(start, column, random);
                text.append(',').append(mph);
                if (inTheGap) {
                    unreal++;
                } else if (mph == 0) {
                    zeros++;
                } else {
                    sum += mph;
                }
            }
            text.append('\n');
        }
        var speeds = Files.writeString(folder.resolve("speeds.csv"), text, US_ASCII);
        return new MetrLaFile(
                speeds, sensors(folder, columns), graph(folder, columns), rows, columns, zeros, unreal, sum);
    }

    long slots() {
        return (long) rows * columns;
    }

    /** Values that are readings. */
    long readings() {
        return slots() - zeros - unreal;
    }

    /** Rows that are five minutes of the real clock. */
    long windows() {
        return rows - unreal / columns;
    }

    List<String> options() {
        return List.of(
                "--feed",
                "metr-la",
                "--speeds",
                speeds.toString(),
                "--sensors",
                sensors.toString(),
                "--graph",
                graph.toString());
    }

    /** A slow morning, a slower evening, and a little noise, to a quarter of a mile per hour. */
    private static double speed(LocalDateTime start, int column, Random random) {
        int hour = start.getHour();
        double base = hour >= 16 && hour < 19 ? 22 : hour >= 7 && hour < 9 ? 35 : 62;
        return base + column / 4.0 + random.nextInt(17) / 4.0;
    }

    private static Path sensors(Path folder, int columns) throws IOException {
        var lines = IntStream.range(0, columns)
                .mapToObj(column -> String.format(
                        Locale.ROOT, "%d,%s,%.4f,%.4f", column, IDS.get(column), 34.1 + column / 500.0, -118.3));
        return Files.writeString(
                folder.resolve("sensors.csv"),
                lines.collect(Collectors.joining("\n", "index,sensor_id,latitude,longitude\n", "\n")));
    }

    private static Path graph(Path folder, int columns) throws IOException {
        var lines =
                IntStream.range(1, columns).mapToObj(column -> IDS.get(column - 1) + "," + IDS.get(column) + ",0.5");
        return Files.writeString(
                folder.resolve("graph.csv"),
                lines.collect(Collectors.joining("\n", "from_sensor_id,to_sensor_id,weight\n", "\n")));
    }
}
