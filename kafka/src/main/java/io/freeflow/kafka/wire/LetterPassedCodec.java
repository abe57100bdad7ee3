package io.freeflow.kafka.wire;

import io.freeflow.core.road.LetterPassed;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema LetterPassed. */
final class LetterPassedCodec implements Codec<LetterPassed> {

    @Override
    public void write(LetterPassed passed, BinaryEncoder out) throws IOException {
        out.writeString(passed.letterId());
        out.writeString(passed.source());
    }

    @Override
    public LetterPassed read(BinaryDecoder in) throws IOException {
        return new LetterPassed(Fields.readString(in), Fields.readString(in));
    }
}
