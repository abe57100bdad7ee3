package io.freeflow.core.reading;

/** A value that validation changed: what, from, to. */
public record Correction(String field, String from, String to) {}
