package io.freeflow.app.ingest;

import io.freeflow.core.reading.Reason;
import java.util.Map;
import java.util.TreeMap;

/** What one file held and how it was judged. Not thread-safe. */
final class FileTally {

    private final String file;
    private final String format;
    private final Map<Reason, Rejected> rejected = new TreeMap<>();
    private long accepted;
    private long corrected;
    private Map<String, Long> leftOut = Map.of();
    private String remark = "";

    /**
     * Records that were rejected for one reason.
     *
     * @param first what was wrong with the first of them
     */
    record Rejected(long count, String first) {}

    FileTally(String file, String format) {
        this.file = file;
        this.format = format;
    }

    void accept() {
        accepted++;
    }

    void correct() {
        corrected++;
    }

    void reject(Reason reason, String detail) {
        rejected.merge(reason, new Rejected(1, detail), (known, one) -> new Rejected(known.count() + 1, known.first()));
    }

    void end(Map<String, Long> allLeftOut, String said) {
        leftOut = Map.copyOf(allLeftOut);
        remark = said;
    }

    String file() {
        return file;
    }

    String format() {
        return format;
    }

    long records() {
        return accepted + corrected + rejected();
    }

    long accepted() {
        return accepted;
    }

    long corrected() {
        return corrected;
    }

    long rejected() {
        return rejected.values().stream().mapToLong(Rejected::count).sum();
    }

    Map<Reason, Rejected> reasons() {
        return rejected;
    }

    Map<String, Long> leftOut() {
        return leftOut;
    }

    String remark() {
        return remark;
    }
}
