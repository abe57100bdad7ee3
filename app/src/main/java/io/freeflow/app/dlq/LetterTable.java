package io.freeflow.app.dlq;

import java.io.PrintWriter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Letters for a person. */
final class LetterTable {

    private static final String ROW = "%-14s %-24s %-14s %-16s %-22s %5s  %s%n";

    private final PrintWriter out;

    LetterTable(PrintWriter out) {
        this.out = out;
    }

    void letters(JsonNode page) {
        var items = page.path("items");
        if (!items.isEmpty()) {
            out.printf(ROW, "letter", "rejected (feed clock)", "feed", "sensor", "reason", "tries", "why");
        }
        for (JsonNode letter : items) {
            out.printf(
                    ROW,
                    text(letter, "letter_id"),
                    text(letter, "known_at"),
                    text(letter, "feed"),
                    text(letter, "sensor_id"),
                    text(letter, "reason"),
                    text(letter, "tries"),
                    text(letter, "detail"));
        }
        out.println();
        long total = 0;
        for (var reason : page.path("reasons").properties()) {
            out.printf(
                    Locale.ROOT,
                    "  %-24s %,9d%n",
                    reason.getKey(),
                    reason.getValue().asLong());
            total += reason.getValue().asLong();
        }
        out.printf(
                Locale.ROOT,
                "  %-24s %,9d%n",
                items.size() < total ? "all (" + items.size() + " shown)" : "all",
                total);
    }

    void letter(JsonNode letter) {
        for (String name : new String[] {
            "letter_id", "state", "tries", "stage", "feed", "sensor_id", "reason", "detail", "known_at", "bytes"
        }) {
            out.printf("%-10s %s%n", name, text(letter, name));
        }
        letter.path("headers")
                .properties()
                .forEach(header -> out.printf(
                        "header     %s: %s%n",
                        header.getKey(), header.getValue().asString("")));
        out.println();
        var payload = letter.path("payload_text");
        out.println(payload.isString() ? payload.stringValue() : hex(letter));
    }

    private static String hex(JsonNode letter) {
        return HexFormat.ofDelimiter(" ")
                .formatHex(
                        Base64.getDecoder().decode(letter.path("payload_base64").asString("")));
    }

    private static String text(JsonNode letter, String name) {
        return letter.path(name).asString("-");
    }
}
