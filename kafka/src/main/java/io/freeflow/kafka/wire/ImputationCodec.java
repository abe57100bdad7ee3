package io.freeflow.kafka.wire;

import io.freeflow.core.road.Imputation;
import io.freeflow.core.time.Interval;
import io.freeflow.core.window.ImputationMethod;
import io.freeflow.core.window.ImputedState;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema TrafficImputation. */
final class ImputationCodec implements Codec<Imputation> {

    @Override
    public void write(Imputation imputation, BinaryEncoder out) throws IOException {
        out.writeString(imputation.region());
        Fields.writeInstant(out, imputation.interval().start());
        Fields.writeInstant(out, imputation.interval().end());
        Fields.writeInstant(out, imputation.knownAt());
        Fields.writeArray(out, imputation.states(), state -> {
            out.writeString(state.sensorId());
            out.writeDouble(state.speedMph());
            Fields.writeDouble(out, state.flowVph());
            out.writeString(state.method().name());
            Fields.writeArray(out, state.sources(), out::writeString);
        });
    }

    @Override
    public Imputation read(BinaryDecoder in) throws IOException {
        return new Imputation(
                Fields.readString(in),
                new Interval(Fields.readInstant(in), Fields.readInstant(in)),
                Fields.readInstant(in),
                Fields.readArray(
                        in,
                        () -> new ImputedState(
                                Fields.readString(in),
                                in.readDouble(),
                                Fields.readDouble(in),
                                ImputationMethod.valueOf(Fields.readString(in)),
                                Fields.readArray(in, () -> Fields.readString(in)))));
    }
}
