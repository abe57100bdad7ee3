package io.freeflow.feeds.loops;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.freeflow.feeds.csv.CsvRecords;
import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * What a first look at a file of loops finds out.
 *
 * @param rowsAMinute how often a detector reports in a minute: 3 every 20 s, 2 every 30 s
 * @param inOrder whether minutes never go back; else the file goes through one detector after the other
 */
record LoopScan(int rowsAMinute, boolean inOrder) {

    private static final int MOST_A_MINUTE = 60;

    private record Minute(LocalDateTime minute, int rows) {}

    static LoopScan of(InputFile file) throws IOException {
        Map<String, Minute> current = new HashMap<>();
        int most = 1;
        boolean inOrder = true;
        var newest = LocalDateTime.MIN;
        try (var rows = CsvRecords.rows(file)) {
            while (rows.hasNext()) {
                CsvRecord cells = rows.next();
                var row = LoopRow.find(cells.getFields());
                if (row.isEmpty()) {
                    continue;
                }
                var minute = row.get().minute();
                inOrder &= !minute.isBefore(newest);
                newest = minute.isBefore(newest) ? newest : minute;
                int count = current.merge(
                                row.get().detector(),
                                new Minute(minute, 1),
                                (known, one) ->
                                        known.minute().equals(minute) ? new Minute(minute, known.rows() + 1) : one)
                        .rows();
                most = Math.max(most, count);
            }
        }
        if (MOST_A_MINUTE % most != 0) {
            throw new IOException(file.path() + " must have as many rows of a detector in each minute as divide it in"
                    + " whole seconds, had " + most);
        }
        return new LoopScan(most, inOrder);
    }

    int periodSeconds() {
        return MOST_A_MINUTE / rowsAMinute;
    }
}
