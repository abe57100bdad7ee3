package io.freeflow.feeds.loops;

import io.freeflow.feeds.records.LaneSum;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One row: detector, local time to the minute, vehicles, mph, percent, status, flags. An empty cell is missing.
 *
 * @param vehicles that passed in the period; {@code NaN} is missing, here and below
 */
record LoopRow(String detector, LocalDateTime minute, double vehicles, double speedMph, double occupancyPercent) {

    private static final int CELLS = 7;
    private static final int CENTURY = 2000;
    private static final Pattern MINUTE =
            Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2}) ([0-9]{1,2}):([0-9]{2})");

    /** Empty for cells that are no row. */
    static Optional<LoopRow> find(List<String> cells) {
        if (cells.size() != CELLS || cells.getFirst().isBlank()) {
            return Optional.empty();
        }
        return minute(cells.get(1))
                .map(minute -> new LoopRow(
                        cells.getFirst().strip(),
                        minute,
                        LaneSum.number(cells.get(2)),
                        LaneSum.number(cells.get(3)),
                        LaneSum.number(cells.get(4))));
    }

    private static Optional<LocalDateTime> minute(String text) {
        var parts = MINUTE.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(parts.group(3));
        try {
            return Optional.of(LocalDateTime.of(
                    year < 100 ? CENTURY + year : year,
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(4)),
                    Integer.parseInt(parts.group(5))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
