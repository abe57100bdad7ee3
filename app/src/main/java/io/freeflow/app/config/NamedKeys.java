package io.freeflow.app.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of sections of which there are any number: {@code feeds.NAME.zone}, or {@code FREEFLOW_FEEDS_NAME_ZONE}. */
final class NamedKeys {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final List<Section<?>> sections;
    private final Map<String, Set<String>> names = new TreeMap<>();

    /** A key that was found: whose, and which of its settings. */
    record Found(Section<?> section, String thing, RecordComponent component) {}

    NamedKeys(List<Section<?>> sections) {
        this.sections = sections.stream().filter(Section::isOfEach).toList();
    }

    Optional<Found> ofName(String key) {
        return found((section, component) -> between(section, "", key, "." + Settings.words(component)));
    }

    /** Of an environment's variable, where a dash in a name is an underscore too. */
    Optional<Found> ofVariable(String variable) {
        var key = variable.toLowerCase(Locale.ROOT).replace('_', '-');
        return found((section, component) -> between(section, "freeflow-", key, "-" + Settings.words(component)));
    }

    private interface Reading {
        Optional<String> thing(Section<?> section, RecordComponent component);
    }

    private Optional<Found> found(Reading reading) {
        return sections.stream()
                .flatMap(section -> Stream.of(section.type().getRecordComponents())
                        .flatMap(component ->
                                reading
                                        .thing(section, component)
                                        .map(thing -> new Found(section, thing, component))
                                        .stream()))
                .findFirst();
    }

    private static Optional<String> between(Section<?> section, String prefix, String key, String end) {
        var begin = prefix.isEmpty()
                ? section.name().substring(0, section.name().length() - 1)
                : prefix + section.name().substring(0, section.name().length() - 2) + "-";
        return key.startsWith(begin) && key.endsWith(end) && key.length() > begin.length() + end.length()
                ? Optional.of(key.substring(begin.length(), key.length() - end.length()))
                        .filter(NAME.asMatchPredicate())
                : Optional.empty();
    }

    /** Says whether the thing is new. */
    boolean add(Found found) {
        return names.computeIfAbsent(found.section().name(), section -> new TreeSet<>())
                .add(found.thing());
    }

    Set<String> namesIn(Section<?> section) {
        return names.getOrDefault(section.name(), Set.of());
    }

    /** A key for each setting that a thing can have, with NAME in it. */
    Stream<Settings.Key> templates() {
        return sections.stream()
                .flatMap(section -> Stream.of(section.type().getRecordComponents())
                        .map(component -> new Settings.Key(
                                section.of("NAME").name() + "." + Settings.words(component),
                                section.of("NAME").name(),
                                component)));
    }
}
