package io.freeflow.feeds.pems;

import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.records.LaneSum;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A row of the PeMS CSV traffic format: station, number of lanes, for each lane flow (vehicles in 30 s), speed (mph) and
 * occupancy (per mille), then the local start. An empty cell is missing. Lanes roll up as {@link LaneSum} says.
 */
final class TrafficRow {

    private static final Pattern TIMESTAMP =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}");
    private static final int CELLS_A_LANE = 3;
    private static final int MOST_LANES = 40;
    private static final int PERIOD_SECONDS = 30;
    private static final double PER_MILLE_A_PERCENT = 10;

    private TrafficRow() {}

    static boolean fits(List<String> cells) {
        int lanes = lanes(cells);
        return lanes > 0
                && cells.size() == 2 + lanes * CELLS_A_LANE + 1
                && TIMESTAMP.matcher(cells.getLast().strip()).matches();
    }

    static PemsRows.Row read(List<String> cells) {
        int lanes = lanes(cells);
        if (lanes < 1 || cells.size() != 2 + lanes * CELLS_A_LANE + 1) {
            return new PemsRows.Row.LeftOut("cut-short");
        }
        var sum = new LaneSum();
        for (int lane = 0; lane < lanes; lane++) {
            int at = 2 + lane * CELLS_A_LANE;
            sum.add(
                    LaneSum.number(cells.get(at)),
                    LaneSum.number(cells.get(at + 1)),
                    LaneSum.number(cells.get(at + 2)) / PER_MILLE_A_PERCENT);
        }
        if (sum.isMissing()) {
            return new PemsRows.Row.LeftOut("empty");
        }
        return new PemsRows.Row.Station(new RawReading(
                null,
                cells.getFirst().strip(),
                cells.getLast().strip(),
                Integer.toString(PERIOD_SECONDS),
                LaneSum.text(sum.speed()),
                LaneSum.text(sum.flow() * 3600 / PERIOD_SECONDS),
                LaneSum.text(sum.occupancy()),
                new RawPlace(null, null, null, null, null, Integer.toString(lanes), null)));
    }

    /** 0 where the second cell is no number of lanes. */
    private static int lanes(List<String> cells) {
        if (cells.size() < 2 + CELLS_A_LANE + 1) {
            return 0;
        }
        double lanes = LaneSum.number(cells.get(1));
        return lanes >= 1 && lanes <= MOST_LANES && lanes == Math.rint(lanes) ? (int) lanes : 0;
    }
}
