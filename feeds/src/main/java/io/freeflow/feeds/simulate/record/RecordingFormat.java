package io.freeflow.feeds.simulate.record;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a recording of a simulated city is written. */
public enum RecordingFormat {
    /** Flat JSON, a record a line, as a feed delivers it. */
    F1_JSONL("f1-jsonl"),
    /** Nested JSON, a record a line, as a feed delivers it. */
    N1_JSONL("n1-jsonl"),
    /** A row for each station and interval, with a file of the sensors. */
    CSV("csv"),
    /** A row for each lane and interval in the layout of Portland's loops, with files of stations and detectors. */
    LOOPS_CSV("loops-csv");

    private final String label;

    RecordingFormat(String label) {
        this.label = label;
    }

    /** What people write. */
    public String label() {
        return label;
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(RecordingFormat::label).toList();
    }

    public static Optional<RecordingFormat> find(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }
}
