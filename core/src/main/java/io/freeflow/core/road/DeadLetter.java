package io.freeflow.core.road;

import io.freeflow.core.reading.Reason;

/**
 * A record that was rejected, with its original bytes.
 *
 * @param stage the stage that rejected it
 * @param detail names the field, the limit and the value
 */
public record DeadLetter(String stage, String source, Reason reason, String detail, byte[] payload)
        implements Message {}
