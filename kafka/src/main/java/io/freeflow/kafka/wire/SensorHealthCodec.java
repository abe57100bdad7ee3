package io.freeflow.kafka.wire;

import io.freeflow.core.health.DayDiagnosis;
import io.freeflow.core.health.DayStatus;
import io.freeflow.core.health.Suspicion;
import io.freeflow.core.road.SensorHealth;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema SensorHealth. */
final class SensorHealthCodec implements Codec<SensorHealth> {

    @Override
    public void write(SensorHealth health, BinaryEncoder out) throws IOException {
        out.writeString(health.sensorId());
        out.writeString(health.region());
        if (health.suspicion().isEmpty()) {
            out.writeIndex(0);
            out.writeNull();
        } else {
            out.writeIndex(1);
            out.writeString(health.suspicion().get().name());
        }
        Fields.writeInstant(out, health.since());
        Fields.writeInstant(out, health.knownAt());
        out.writeString(health.evidence());
        if (health.lastDay().isEmpty()) {
            out.writeIndex(0);
            out.writeNull();
        } else {
            out.writeIndex(1);
            out.writeInt((int) health.lastDay().get().date().toEpochDay());
            out.writeString(health.lastDay().get().status().name());
        }
    }

    @Override
    public SensorHealth read(BinaryDecoder in) throws IOException {
        return new SensorHealth(
                Fields.readString(in),
                Fields.readString(in),
                Fields.isPresent(in) ? Optional.of(Suspicion.valueOf(Fields.readString(in))) : Optional.empty(),
                Fields.readInstant(in),
                Fields.readInstant(in),
                Fields.readString(in),
                Fields.isPresent(in)
                        ? Optional.of(new DayDiagnosis(
                                LocalDate.ofEpochDay(in.readInt()), DayStatus.valueOf(Fields.readString(in))))
                        : Optional.empty());
    }
}
