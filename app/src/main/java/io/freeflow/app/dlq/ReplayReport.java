package io.freeflow.app.dlq;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What became of replayed letters, and the closing table. */
final class ReplayReport {

    /** So many that did not pass are told one by one. */
    private static final int TOLD = 20;

    private static final Map<String, String> OUTCOMES = new LinkedHashMap<>();

    static {
        OUTCOMES.put("passed", "passed");
        OUTCOMES.put("failed_again", "failed again");
        OUTCOMES.put("passed_before", "passed before");
        OUTCOMES.put("unknown", "unknown");
    }

    private final PrintWriter out;
    private final boolean json;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long told;

    ReplayReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void add(JsonNode answer) {
        OUTCOMES.keySet()
                .forEach(outcome -> counts.merge(outcome, answer.path(outcome).asLong(0), Long::sum));
        if (json) {
            out.println(answer);
            return;
        }
        for (JsonNode item : answer.path("items")) {
            var outcome = item.path("outcome").asString("");
            if (List.of("failed_again", "unknown").contains(outcome) && told++ < TOLD) {
                out.printf(
                        "  %-14s %s  %s%n",
                        item.path("letter_id").asString(""),
                        item.path("reason").asString("no such letter is kept"),
                        item.path("detail").asString(""));
            }
        }
    }

    void close() {
        if (!json) {
            if (told > TOLD) {
                out.printf(Locale.ROOT, "  and %,d more%n", told - TOLD);
            }
            out.println();
            long replayed = count("passed") + count("failed_again");
            out.printf(Locale.ROOT, "  %-16s %,9d%n", "replayed", replayed);
            OUTCOMES.forEach((name, words) -> out.printf(Locale.ROOT, "  %-16s %,9d%n", words, count(name)));
        }
        out.flush();
    }

    boolean allPassed() {
        return count("failed_again") == 0 && count("unknown") == 0;
    }

    private long count(String outcome) {
        return counts.getOrDefault(outcome, 0L);
    }
}
