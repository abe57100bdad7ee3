package io.freeflow.app.config;

/**
 * One setting as it is in force.
 *
 * @param value as it would stand in the file; masked if secret, empty if not set
 * @param origin where it was set: {@code default}, {@code freeflow.properties:3}, {@code FREEFLOW_STORE_URL} or {@code --set}
 */
public record Setting(String section, String key, String value, String origin, String doc, boolean secret) {}
