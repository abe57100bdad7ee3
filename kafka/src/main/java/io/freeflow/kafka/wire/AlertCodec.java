package io.freeflow.kafka.wire;

import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.alert.AlertOutlook;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.AlertType;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.road.Alert;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema TrafficAlert. */
final class AlertCodec implements Codec<Alert> {

    @Override
    public void write(Alert alert, BinaryEncoder out) throws IOException {
        out.writeString(alert.id());
        out.writeString(alert.region());
        out.writeString(alert.ruleId());
        out.writeString(alert.type().name());
        out.writeString(alert.severity().name());
        out.writeString(alert.status().name());
        out.writeString(alert.place().corridorId());
        out.writeString(alert.place().tailSensorId());
        out.writeDouble(alert.place().tailPostmileMiles());
        out.writeString(alert.place().headSensorId());
        out.writeDouble(alert.place().headPostmileMiles());
        Fields.writeDouble(out, alert.figures().slowestMph());
        Fields.writeDouble(out, alert.figures().delayMinutes());
        Fields.writeDouble(out, alert.figures().probability());
        Fields.writeDouble(out, alert.figures().silentPercent());
        if (alert.outlook().isEmpty()) {
            out.writeIndex(0);
            out.writeNull();
        } else {
            out.writeIndex(1);
            out.writeInt(alert.outlook().get().horizonMinutes());
            out.writeDouble(alert.outlook().get().lengthMiles());
            out.writeDouble(alert.outlook().get().probability());
        }
        Fields.writeInstant(out, alert.openedAt());
        Fields.writeInstant(out, alert.updatedAt());
        Fields.writeArray(out, alert.log(), entry -> {
            Fields.writeInstant(out, entry.at());
            out.writeString(entry.what().name());
            out.writeString(entry.by());
            out.writeString(entry.note());
        });
    }

    @Override
    public Alert read(BinaryDecoder in) throws IOException {
        return new Alert(
                Fields.readString(in),
                Fields.readString(in),
                Fields.readString(in),
                AlertType.valueOf(Fields.readString(in)),
                Severity.valueOf(Fields.readString(in)),
                AlertStatus.valueOf(Fields.readString(in)),
                new AlertPlace(
                        Fields.readString(in),
                        Fields.readString(in),
                        in.readDouble(),
                        Fields.readString(in),
                        in.readDouble()),
                new AlertFigures(
                        Fields.readDouble(in), Fields.readDouble(in), Fields.readDouble(in), Fields.readDouble(in)),
                Fields.isPresent(in)
                        ? Optional.of(new AlertOutlook(in.readInt(), in.readDouble(), in.readDouble()))
                        : Optional.empty(),
                Fields.readInstant(in),
                Fields.readInstant(in),
                Fields.readArray(
                        in,
                        () -> new AlertEntry(
                                Fields.readInstant(in),
                                AlertEntry.What.valueOf(Fields.readString(in)),
                                Fields.readString(in),
                                Fields.readString(in))));
    }
}
