package io.freeflow.pipeline.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.core.reading.Decoder;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import java.util.HashMap;

/** The plainest format: {@code sensor=A; time=2012-03-01 08:00; mph=65; vph=1200; occ=8; seconds=30}. */
final class NoteDecoder implements Decoder {

    @Override
    public Decoded decode(byte[] payload) {
        var fields = new HashMap<String, String>();
        for (String field : new String(payload, UTF_8).split(";", -1)) {
            int equals = field.indexOf('=');
            if (equals < 0) {
                return new Decoded.Unreadable("a field has a '=', was " + field);
            }
            fields.put(field.substring(0, equals).strip(), field.substring(equals + 1));
        }
        return new Decoded.Fields(new RawReading(
                null,
                fields.get("sensor"),
                fields.get("time"),
                fields.get("seconds"),
                fields.get("mph"),
                fields.get("vph"),
                fields.get("occ"),
                new RawPlace(
                        fields.get("lat"),
                        fields.get("lon"),
                        null,
                        null,
                        null,
                        fields.get("lanes"),
                        fields.get("name")),
                fields.get("quality")));
    }
}
