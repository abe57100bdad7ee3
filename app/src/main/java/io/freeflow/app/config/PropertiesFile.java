package io.freeflow.app.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A properties file with the line of each entry, which {@link Properties} forgets. */
final class PropertiesFile {

    private PropertiesFile() {}

    /** One entry and the line where it begins. */
    record Entry(String key, String value, int line) {}

    static List<Entry> read(Path file) throws IOException {
        var entries = new ArrayList<Entry>();
        var logical = new StringBuilder();
        int begin = 0;
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (logical.isEmpty()) {
                begin = number;
            }
            logical.append(line).append('\n');
            if (!goesOn(logical)) {
                add(entries, logical.toString(), begin);
                logical.setLength(0);
            }
        }
        add(entries, logical.toString(), begin);
        return entries;
    }

    private static void add(List<Entry> entries, String text, int line) throws IOException {
        var one = new Properties();
        one.load(new StringReader(text));
        one.forEach((key, value) -> entries.add(new Entry((String) key, (String) value, line)));
    }

    /** A line that ends in an odd number of backslashes goes on, unless it is a comment. */
    private static boolean goesOn(CharSequence logical) {
        var text = logical.toString().stripLeading();
        if (text.startsWith("#") || text.startsWith("!")) {
            return false;
        }
        int backslashes = 0;
        for (int i = logical.length() - 2; i >= 0 && logical.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
