package io.freeflow.app.demo;

/** The terminal that a person may sit at. */
public final class Terminal {

    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // its declaration still allows null
    public static boolean isThere() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
