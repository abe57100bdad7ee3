package io.freeflow.kafka.wire;

import io.freeflow.core.feed.FeedInfo;
import io.freeflow.core.road.FeedState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema FeedState. */
final class FeedStateCodec implements Codec<FeedState> {

    // In the schema's order, which never changes; the Java enum's may.
    private static final List<FeedInfo.Kind> KINDS =
            List.of(FeedInfo.Kind.SIMULATED, FeedInfo.Kind.REPLAY, FeedInfo.Kind.EXTERNAL);
    private static final List<FeedState.Activity> ACTIVITIES =
            List.of(FeedState.Activity.RUNNING, FeedState.Activity.PAUSED, FeedState.Activity.ENDED);

    @Override
    public void write(FeedState state, BinaryEncoder out) throws IOException {
        out.writeString(state.info().name());
        out.writeEnum(KINDS.indexOf(state.info().kind()));
        out.writeString(state.info().label());
        out.writeString(state.position());
        if (state.completeUntil().isPresent()) {
            out.writeIndex(1);
            Fields.writeInstant(out, state.completeUntil().get());
        } else {
            out.writeIndex(0);
            out.writeNull();
        }
        Fields.writeDouble(out, state.speedup().orElse(Double.NaN));
        out.writeEnum(ACTIVITIES.indexOf(state.activity()));
        Fields.writeCounts(out, state.counts());
    }

    @Override
    public FeedState read(BinaryDecoder in) throws IOException {
        String name = Fields.readString(in);
        FeedInfo.Kind kind = KINDS.get(in.readEnum());
        var info = new FeedInfo(name, kind, Fields.readString(in));
        String position = Fields.readString(in);
        Optional<Instant> completeUntil = readOptionalInstant(in);
        double speedup = Fields.readDouble(in);
        return new FeedState(
                info,
                position,
                completeUntil,
                Double.isNaN(speedup) ? OptionalDouble.empty() : OptionalDouble.of(speedup),
                ACTIVITIES.get(in.readEnum()),
                Fields.readCounts(in));
    }

    private static Optional<Instant> readOptionalInstant(BinaryDecoder in) throws IOException {
        return Fields.isPresent(in) ? Optional.of(Fields.readInstant(in)) : Optional.empty();
    }
}
