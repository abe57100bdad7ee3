package io.freeflow.app.config;

/**
 * The settings of one stage. Its keys are {@code name.component-in-words-with-dashes}.
 *
 * @param name the stage's name
 * @param type a record whose components carry {@code @Doc}, and {@code @Default} or the type {@code Optional}
 */
public record Section<C extends Record>(String name, Class<C> type) {

    private static final String EACH = ".*";

    /** The settings of each of several things that have names, such as {@code feeds.NAME.zone}. */
    public static <C extends Record> Section<C> ofEach(String name, Class<C> type) {
        return new Section<>(name + EACH, type);
    }

    /** Whether there are any number of it. */
    boolean isOfEach() {
        return name.endsWith(EACH);
    }

    /** The section of one of the things. */
    Section<C> of(String thing) {
        return new Section<>(name.substring(0, name.length() - 1) + thing, type);
    }
}
