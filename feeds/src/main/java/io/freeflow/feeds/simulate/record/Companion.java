package io.freeflow.feeds.simulate.record;

import java.io.IOException;
import java.io.Writer;

/**
 * A file beside a recording.
 *
 * @param name what its name ends in, such as {@code sensors.csv}
 */
public record Companion(String name, Content content) {

    /** What is in it. */
    public interface Content {
        void writeTo(Writer out) throws IOException;
    }
}
