package io.freeflow.kafka.wire;

import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema DeadLetter. */
final class DeadLetterCodec implements Codec<DeadLetter> {

    @Override
    public void write(DeadLetter letter, BinaryEncoder out) throws IOException {
        out.writeString(letter.stage());
        out.writeString(letter.source());
        out.writeString(letter.reason().wireName());
        out.writeString(letter.detail());
        out.writeBytes(letter.payload());
    }

    @Override
    public DeadLetter read(BinaryDecoder in) throws IOException {
        return new DeadLetter(
                Fields.readString(in),
                Fields.readString(in),
                Reason.ofWireName(Fields.readString(in)),
                Fields.readString(in),
                Fields.readBytes(in));
    }
}
