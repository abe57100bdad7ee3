package io.freeflow.kafka.wire;

import io.freeflow.core.road.AlertAct;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema AlertAct. */
final class AlertActCodec implements Codec<AlertAct> {

    @Override
    public void write(AlertAct act, BinaryEncoder out) throws IOException {
        out.writeString(act.region());
        out.writeString(act.alertId());
        out.writeString(act.kind().name());
        out.writeString(act.by());
        out.writeString(act.note());
    }

    @Override
    public AlertAct read(BinaryDecoder in) throws IOException {
        return new AlertAct(
                Fields.readString(in),
                Fields.readString(in),
                AlertAct.Kind.valueOf(Fields.readString(in)),
                Fields.readString(in),
                Fields.readString(in));
    }
}
