package io.freeflow.feeds.pems;

import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.records.LaneSum;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row of a Station 5-Minute file: timestamp (start, local), station, district, freeway, direction, lane type, length,
 * samples, percent observed, total flow (vehicles in 5 minutes), average occupancy (0 to 1), average speed (mph), then five
 * cells for each lane, which are not read. Where nothing was observed PeMS fills in what it thinks; that is no measurement.
 */
final class FiveMinuteRow {

    private static final Pattern TIMESTAMP =
            Pattern.compile("([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9]{2}:[0-9]{2}:[0-9]{2})");
    private static final int CELLS = 12;
    private static final int PERIODS_AN_HOUR = 12;
    private static final int PERCENT = 100;

    private FiveMinuteRow() {}

    static boolean fits(List<String> cells) {
        return cells.size() >= CELLS && TIMESTAMP.matcher(cells.getFirst()).matches();
    }

    static PemsRows.Row read(List<String> cells) {
        if (cells.size() < CELLS) {
            return new PemsRows.Row.LeftOut("cut-short");
        }
        if (LaneSum.number(cells.get(8)) == 0) {
            return new PemsRows.Row.LeftOut("imputed");
        }
        var reading = new RawReading(
                null,
                cells.get(1),
                timestamp(cells.getFirst()),
                "300",
                text(cells.get(11)),
                scaled(cells.get(9), PERIODS_AN_HOUR),
                scaled(cells.get(10), PERCENT),
                new RawPlace(null, null, text(cells.get(3)), text(cells.get(4)), null, null, null));
        return reading.hasMeasurement() ? new PemsRows.Row.Station(reading) : new PemsRows.Row.LeftOut("empty");
    }

    /** As ISO; another text stays for validation to reject. */
    private static String timestamp(String text) {
        var parts = TIMESTAMP.matcher(text);
        return parts.matches()
                ? parts.group(3) + "-" + parts.group(1) + "-" + parts.group(2) + "T" + parts.group(4)
                : text;
    }

    private static @Nullable String text(String cell) {
        return cell.isBlank() ? null : cell.strip();
    }

    /** What is no number stays for validation to reject. */
    private static @Nullable String scaled(String cell, double factor) {
        double value = LaneSum.number(cell);
        // rounded to a millionth, as a product of decimals has digits that nobody wrote
        return Double.isNaN(value) ? text(cell) : LaneSum.text(Math.rint(value * factor * 1e6) / 1e6);
    }
}
