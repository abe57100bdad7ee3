package io.freeflow.app.e2e;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The closing account of a replay, read back from what was printed.
 *
 * @param books the counts by name, without what depends on the time it took
 * @param liveScores the table of forecasts as they were issued
 */
record Report(Map<String, Double> books, String liveScores, String standardScores) {

    private static final Pattern LINE = Pattern.compile("^  (\\S.*?) {2,}([-0-9,.]+)$", Pattern.MULTILINE);
    private static final String LIVE = "Live scores: ";
    private static final String STANDARD = "Standard scores: ";

    static Report of(String output) {
        int begin = output.lastIndexOf("Replay of ");
        int live = output.indexOf(LIVE, begin);
        int standard = output.indexOf(STANDARD, live);
        if (begin < 0 || live < 0 || standard < 0) {
            throw new AssertionError("there is no whole report in\n" + output);
        }
        var books = new TreeMap<String, Double>();
        var lines = LINE.matcher(output.substring(begin, live));
        while (lines.find()) {
            books.put(lines.group(1), Double.valueOf(lines.group(2).replace(",", "")));
        }
        return new Report(
                books,
                output.substring(live, standard).strip(),
                output.substring(standard).strip());
    }

    long count(String name) {
        return Math.round(number(name));
    }

    double number(String name) {
        var number = books.get(name);
        if (number == null) {
            throw new AssertionError("the report has no '" + name + "', it has " + books);
        }
        return number;
    }
}
