package io.freeflow.forecast.evaluate;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table whose columns are aligned for a reader of the plain text too. */
public final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();

    public MarkdownTable(String... header) {
        rows.add(List.of(header));
    }

    public void add(List<String> row) {
        if (row.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row has " + rows.getFirst().size() + " cells, was " + row.size());
        }
        rows.add(List.copyOf(row));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            append(text, rows.get(i), ' ');
            if (i == 0) {
                append(text, rows.getFirst().stream().map(cell -> "").toList(), '-');
            }
        }
        return text.toString();
    }

    private void append(StringBuilder text, List<String> row, char fill) {
        for (int column = 0; column < row.size(); column++) {
            int width = width(column);
            var padding = String.valueOf(fill).repeat(width - row.get(column).length());
            text.append("| ").append(row.get(column)).append(padding).append(' ');
        }
        text.append("|\n");
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
