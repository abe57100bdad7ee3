package io.freeflow.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.reading.Decoder;
import io.freeflow.core.reading.RawReading;

/** A line {@code sensor,time,mph}. */
public final class LineDecoder implements Decoder {

    @Override
    public Decoded decode(byte[] payload) {
        String line = new String(payload, UTF_8);
        int first = line.indexOf(',');
        int second = line.indexOf(',', first + 1);
        if (first < 0 || second < 0) {
            return new Decoded.Unreadable("a line has three fields");
        }
        return new Decoded.Fields(new RawReading(
                null,
                line.substring(0, first),
                line.substring(first + 1, second),
                null,
                line.substring(second + 1),
                null,
                null));
    }
}
