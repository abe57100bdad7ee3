package io.freeflow.kafka.wire;

import io.freeflow.core.road.WindowPart;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.Quality;
import io.freeflow.core.window.TrafficState;
import java.io.IOException;
import java.util.List;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema ProcessedTrafficAggregate; the version before it has the same layout, and one quality less. */
final class WindowPartCodec implements Codec<WindowPart> {

    // In the schema's order, which never changes; the Java enum's may.
    private static final List<Quality> QUALITIES =
            List.of(Quality.OBSERVED, Quality.IMPUTED, Quality.MISSING, Quality.SUSPECT);

    @Override
    public void write(WindowPart window, BinaryEncoder out) throws IOException {
        out.writeString(window.region());
        Fields.writeInstant(out, window.interval().start());
        Fields.writeInstant(out, window.interval().end());
        out.writeInt(window.part());
        out.writeInt(window.parts());
        out.writeInt(window.revision());
        Fields.writeInstant(out, window.knownAt());
        Fields.writeArray(out, window.states(), state -> {
            out.writeString(state.sensorId());
            ReadingCodec.writeMeasurement(out, state.measurement());
            out.writeInt(state.readings());
            out.writeEnum(QUALITIES.indexOf(state.quality()));
        });
    }

    @Override
    public WindowPart read(BinaryDecoder in) throws IOException {
        return new WindowPart(
                Fields.readString(in),
                new Interval(Fields.readInstant(in), Fields.readInstant(in)),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                Fields.readInstant(in),
                Fields.readArray(
                        in,
                        () -> new TrafficState(
                                Fields.readString(in),
                                ReadingCodec.readMeasurement(in),
                                in.readInt(),
                                QUALITIES.get(in.readEnum()))));
    }
}
