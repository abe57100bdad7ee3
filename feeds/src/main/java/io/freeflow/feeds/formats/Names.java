package io.freeflow.feeds.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/** The names that stand in records, whatever their case, found by their bytes. Thread-safe. */
final class Names {

    /** There are no more names in this object. */
    static final int END = PropertyNameMatcher.MATCH_END_OBJECT;

    /** Names of the known formats that we do not read: a name that is not known at all is looked up twice. */
    private static final List<String> PASSED_OVER = List.of(
            "hour",
            "day_of_week",
            "is_weekend",
            "congestion_level",
            "weather",
            "weather_condition",
            "incident_nearby",
            "lane_1_speed",
            "lane_2_speed",
            "travel_time_minutes");

    private final List<Meaning> meanings = new ArrayList<>();
    private final PropertyNameMatcher matcher;

    /** What a name says about the value behind it. */
    sealed interface Meaning {
        record Value(Field.Alias alias) implements Meaning {}

        record Inner(Part part) implements Meaning {}

        enum Nothing implements Meaning {
            NOTHING
        }
    }

    Names(JsonFactory factory) {
        var names = new ArrayList<Named>();
        for (Field.Alias alias : Field.aliases()) {
            names.add(Named.fromString(alias.name()));
            meanings.add(new Meaning.Value(alias));
        }
        Arrays.stream(Part.values()).filter(part -> part != Part.ROOT).forEach(part -> {
            names.add(Named.fromString(part.label()));
            meanings.add(new Meaning.Inner(part));
        });
        for (String name : PASSED_OVER) {
            names.add(Named.fromString(name));
            meanings.add(Meaning.Nothing.NOTHING);
        }
        matcher = factory.constructCINameMatcher(names, false, Locale.ROOT);
    }

    /** The next name of an object, for {@link #meaningOf}; {@link #END} if there is none. */
    int next(JsonParser parser) {
        return parser.nextNameMatch(matcher);
    }

    Meaning meaningOf(int name) {
        return name < 0 ? Meaning.Nothing.NOTHING : meanings.get(name);
    }
}
