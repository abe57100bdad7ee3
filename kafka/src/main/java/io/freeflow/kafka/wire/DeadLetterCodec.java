package io.freeflow.kafka.wire;

import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema DeadLetter, version 2. */
final class DeadLetterCodec implements Codec<DeadLetter> {

    @Override
    public void write(DeadLetter letter, BinaryEncoder out) throws IOException {
        out.writeString(letter.stage());
        out.writeString(letter.source());
        out.writeString(letter.reason().wireName());
        out.writeString(letter.detail());
        out.writeBytes(letter.payload());
        out.writeString(letter.letterId());
        if (letter.sensorId().isPresent()) {
            out.writeIndex(1);
            out.writeString(letter.sensorId().get());
        } else {
            out.writeIndex(0);
            out.writeNull();
        }
        out.writeBoolean(letter.replayed());
    }

    @Override
    public DeadLetter read(BinaryDecoder in) throws IOException {
        String stage = Fields.readString(in);
        String source = Fields.readString(in);
        var reason = Reason.ofWireName(Fields.readString(in));
        String detail = Fields.readString(in);
        byte[] payload = Fields.readBytes(in);
        String letterId = Fields.readString(in);
        Optional<String> sensorId = Fields.isPresent(in) ? Optional.of(Fields.readString(in)) : Optional.empty();
        return new DeadLetter(letterId, stage, source, sensorId, reason, detail, payload, in.readBoolean());
    }
}
