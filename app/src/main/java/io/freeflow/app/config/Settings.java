package io.freeflow.app.config;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;
import io.freeflow.core.config.Secret;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All settings in force, one record for each stage. Default, file, environment, flags: the later one wins. An unknown
 * key or a bad value anywhere is an error, also where a later source would have overruled it.
 */
public final class Settings {

    private static final String PREFIX = "FREEFLOW_";
    /** Read by the launcher, not by us. */
    private static final Set<String> LAUNCHER = Set.of("FREEFLOW_JAVA_OPTS", "FREEFLOW_CHROMIUM");

    private static final String MASK = "******";

    private final Map<Class<?>, Record> records;
    private final Map<Class<?>, Map<String, Record>> named;
    private final List<Setting> settings;

    private Settings(Map<Class<?>, Record> records, Map<Class<?>, Map<String, Record>> named, List<Setting> settings) {
        this.records = Map.copyOf(records);
        this.named = Map.copyOf(named);
        this.settings = List.copyOf(settings);
    }

    /**
     * Reads all sources.
     *
     * @throws BadSettingsException with all that is wrong
     */
    public static Settings load(List<Section<?>> sections, Sources sources) {
        return new Loader(sections).load(sources);
    }

    /** The settings of a stage. */
    public <C extends Record> C get(Class<C> type) {
        var found = records.get(type);
        if (found == null) {
            throw new IllegalArgumentException(type.getName() + " is no section of the settings");
        }
        return type.cast(found);
    }

    /** The settings of things that have names, by name; of those of which something was set. */
    public <C extends Record> Map<String, C> getEach(Class<C> type) {
        var found = new TreeMap<String, C>();
        named.getOrDefault(type, Map.of()).forEach((name, one) -> found.put(name, type.cast(one)));
        return found;
    }

    /** Every setting in the order of the sections, secrets masked. */
    public List<Setting> list() {
        return settings;
    }

    /** A text from one source. */
    private record Given(String text, String origin) {}

    /** A key and what its record says of it. */
    record Key(String name, String section, RecordComponent component) {

        String variable() {
            return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        }

        boolean isSecret() {
            return component.isAnnotationPresent(Secret.class);
        }

        String doc() {
            return Optional.ofNullable(component.getAnnotation(Doc.class))
                    .orElseThrow(() -> new IllegalArgumentException(name + " has no @Doc"))
                    .value();
        }

        private Optional<Given> fallback() {
            return Optional.ofNullable(component.getAnnotation(Default.class))
                    .map(Default::value)
                    .or(() -> component.getType() == Optional.class ? Optional.of("") : Optional.empty())
                    .map(text -> new Given(text, "default"));
        }
    }

    /** The last part of a key, such as {@code max-bytes}. */
    static String words(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static final class Loader {

        private final List<Section<?>> sections;
        private final NamedKeys things;
        private final Map<String, Key> keys = new LinkedHashMap<>();
        private final Map<String, Given> given = new HashMap<>();
        private final List<String> problems = new ArrayList<>();

        Loader(List<Section<?>> sections) {
            this.sections = sections;
            this.things = new NamedKeys(sections);
            for (Section<?> section : sections) {
                if (!section.isOfEach()) {
                    keysOf(section).forEach(this::add);
                }
            }
        }

        private void add(Key key) {
            if (keys.put(key.name(), key) != null) {
                throw new IllegalArgumentException("two settings are called " + key.name());
            }
        }

        private static List<Key> keysOf(Section<?> section) {
            return Stream.of(section.type().getRecordComponents())
                    .map(component -> new Key(keyOf(section, component), section.name(), component))
                    .toList();
        }

        Settings load(Sources sources) {
            sources.file().ifPresent(this::readFile);
            readEnvironment(new TreeMap<>(sources.environment()));
            for (Sources.Flag flag : sources.flags()) {
                give(flag.key(), flag.value(), flag.name());
            }
            var records = new LinkedHashMap<Class<?>, Record>();
            var named = new LinkedHashMap<Class<?>, Map<String, Record>>();
            for (Section<?> section : sections) {
                if (section.isOfEach()) {
                    named.put(section.type(), buildEach(section));
                } else {
                    build(section).ifPresent(made -> records.put(section.type(), made));
                }
            }
            if (!problems.isEmpty()) {
                throw new BadSettingsException(problems);
            }
            var shown = keys.values().stream().map(this::setting);
            return new Settings(
                    records,
                    named,
                    Stream.concat(shown, things.templates().map(this::template)).toList());
        }

        private Map<String, Record> buildEach(Section<?> section) {
            var made = new TreeMap<String, Record>();
            for (String thing : things.namesIn(section)) {
                build(section.of(thing)).ifPresent(one -> made.put(thing, one));
            }
            return made;
        }

        private Setting template(Key key) {
            return new Setting(key.section(), key.name(), "", "default", key.doc(), key.isSecret());
        }

        private void readFile(Path file) {
            try {
                var lines = new HashMap<String, Integer>();
                for (PropertiesFile.Entry entry : PropertiesFile.read(file)) {
                    var origin = file.getFileName() + ":" + entry.line();
                    var before = lines.putIfAbsent(entry.key(), entry.line());
                    if (before != null) {
                        problems.add(entry.key() + " is set twice (" + origin + ", and in line " + before + ")");
                    }
                    give(entry.key(), entry.value(), origin);
                }
            } catch (IOException | IllegalArgumentException e) {
                problems.add("cannot read the settings in " + file + ": " + e.getMessage());
            }
        }

        private void readEnvironment(Map<String, String> environment) {
            var byVariable = new TreeMap<String, Key>();
            for (Key key : keys.values()) {
                byVariable.put(key.variable(), key);
                if (key.isSecret()) {
                    byVariable.put(key.variable() + "_FILE", key);
                }
            }
            environment.forEach((variable, text) -> {
                if (!variable.startsWith(PREFIX) || LAUNCHER.contains(variable)) {
                    return;
                }
                var key = byVariable.get(variable);
                if (key == null) {
                    key = ofThing(things.ofVariable(variable));
                }
                if (key == null) {
                    problems.add("unknown environment variable " + variable
                            + meant(Nearest.to(
                                    variable,
                                    Stream.concat(byVariable.keySet().stream(), LAUNCHER.stream())
                                            .toList())));
                } else if (key.variable().equals(variable)) {
                    give(key.name(), text, variable);
                } else if (environment.containsKey(key.variable())) {
                    problems.add("both " + key.variable() + " and " + variable + " are set; one is enough");
                } else {
                    readSecret(key, variable, text);
                }
            });
        }

        private void readSecret(Key key, String variable, String file) {
            try {
                give(
                        key.name(),
                        Files.readString(Path.of(file), StandardCharsets.UTF_8).strip(),
                        variable);
            } catch (IOException | IllegalArgumentException e) {
                problems.add(key.name() + ": cannot read the file " + file + " that " + variable + " names");
            }
        }

        private void give(String name, String text, String origin) {
            var key = keys.get(name);
            if (key == null) {
                key = ofThing(things.ofName(name));
            }
            if (key == null) {
                problems.add("unknown setting " + name + " (" + origin + ")" + meant(Nearest.to(name, keys.keySet())));
                return;
            }
            var overruled = given.put(name, new Given(text.strip(), origin));
            if (overruled != null) {
                parse(key, overruled);
            }
        }

        /** Makes all keys of a thing when the first of them is set. */
        private @Nullable Key ofThing(Optional<NamedKeys.Found> found) {
            found.ifPresent(one -> {
                if (things.add(one)) {
                    keysOf(one.section().of(one.thing())).forEach(this::add);
                }
            });
            return found.map(one -> keys.get(keyOf(one.section().of(one.thing()), one.component())))
                    .orElse(null);
        }

        private static String meant(Optional<String> nearest) {
            return nearest.map(name -> "; did you mean " + name + "?").orElse("");
        }

        private Optional<Given> inForce(Key key) {
            return Optional.ofNullable(given.get(key.name())).or(key::fallback);
        }

        private Optional<Object> parse(Key key, Given text) {
            try {
                return Optional.of(Values.parse(key.component().getGenericType(), text.text()));
            } catch (Values.Unexpected e) {
                var was = key.isSecret() ? "" : ", was '" + text.text() + "'";
                problems.add(key.name() + " must be " + e.getMessage() + was + " (" + text.origin() + ")");
                return Optional.empty();
            }
        }

        private Optional<Record> build(Section<?> section) {
            var components = section.type().getRecordComponents();
            var types = new Class<?>[components.length];
            var values = new Object[components.length];
            boolean complete = true;
            for (int i = 0; i < components.length; i++) {
                var key = Objects.requireNonNull(keys.get(keyOf(section, components[i])));
                types[i] = components[i].getType();
                var text = inForce(key);
                if (text.isEmpty()) {
                    problems.add(key.name() + " is not set: " + key.doc());
                }
                var value = text.flatMap(one -> parse(key, one));
                complete &= value.isPresent();
                values[i] = value.orElse("");
            }
            return complete ? construct(section, types, values) : Optional.empty();
        }

        private Optional<Record> construct(Section<?> section, Class<?>[] types, Object[] values) {
            try {
                var constructor = section.type().getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return Optional.of(constructor.newInstance(values));
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof IllegalArgumentException refused) {
                    problems.add(refused.getMessage() + origins(section, String.valueOf(refused.getMessage())));
                    return Optional.empty();
                }
                throw new IllegalStateException("cannot make the settings of " + section.name(), e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot make the settings of " + section.name(), e);
            }
        }

        /** Where the keys that a message names were set. */
        private String origins(Section<?> section, String message) {
            var origins = Stream.of(section.type().getRecordComponents())
                    .map(component -> keyOf(section, component))
                    .filter(key -> message.matches("(?s).*\\b" + key.replace(".", "\\.") + "(?![\\w-]).*"))
                    .map(given::get)
                    .filter(Objects::nonNull)
                    .map(Given::origin)
                    .distinct()
                    .toList();
            return origins.isEmpty() ? "" : " (" + String.join(", ", origins) + ")";
        }

        private Setting setting(Key key) {
            var text = inForce(key).orElseThrow();
            var shown = key.isSecret() && !text.text().isEmpty() ? MASK : text.text();
            return new Setting(key.section(), key.name(), shown, text.origin(), key.doc(), key.isSecret());
        }

        private static String keyOf(Section<?> section, RecordComponent component) {
            return section.name() + "." + words(component);
        }
    }
}
