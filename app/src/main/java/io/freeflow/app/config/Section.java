package io.freeflow.app.config;

/**
 * The settings of one stage. Its keys are {@code name.component-in-words-with-dashes}.
 *
 * @param name the stage's name
 * @param type a record whose components carry {@code @Doc}, and {@code @Default} or the type {@code Optional}
 */
public record Section<C extends Record>(String name, Class<C> type) {}
