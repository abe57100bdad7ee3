package io.freeflow.app.config;

import java.util.List;

/** Settings that Freeflow refuses to start with: all that is wrong with them, a line each. */
public final class BadSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    public BadSettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
