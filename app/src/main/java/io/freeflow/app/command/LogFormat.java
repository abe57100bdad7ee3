package io.freeflow.app.command;

/** How log events are written. */
public enum LogFormat {
    /** Short lines for people: warnings on the console, everything in the data folder. */
    TEXT,
    /** An object a line on the console, for machines. */
    JSON
}
