package io.freeflow.kafka.wire;

import io.freeflow.core.road.Mark;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema TrafficMark. */
final class MarkCodec implements Codec<Mark> {

    @Override
    public void write(Mark mark, BinaryEncoder out) throws IOException {
        out.writeString(mark.source());
        out.writeInt(mark.lane());
        Fields.writeInstant(out, mark.completeUntil());
    }

    @Override
    public Mark read(BinaryDecoder in) throws IOException {
        return new Mark(Fields.readString(in), in.readInt(), Fields.readInstant(in));
    }
}
