package io.freeflow.core.road;

/** A record that once was rejected, was put back on the log, and passed. */
public record LetterPassed(String letterId, String source) implements Message {}
