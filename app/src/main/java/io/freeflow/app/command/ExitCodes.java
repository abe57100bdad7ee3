package io.freeflow.app.command;

/** What Freeflow tells the shell. */
public final class ExitCodes {

    public static final int OK = 0;
    /** Something went wrong while running. */
    public static final int FAILED = 1;
    /** The command line or the settings are wrong. */
    public static final int MISUSED = 2;

    private ExitCodes() {}
}
