package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.AlertFigures;
import io.freeflow.core.alert.AlertOutlook;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.alert.AlertStatus;
import io.freeflow.core.alert.AlertType;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.road.Alert;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** An alert in bytes, as this stage saves it for itself. */
final class AlertBytes {

    private AlertBytes() {}

    static void write(DataOutputStream out, Alert alert) throws IOException {
        out.writeUTF(alert.id());
        out.writeUTF(alert.region());
        out.writeUTF(alert.ruleId());
        out.writeUTF(alert.type().name());
        out.writeUTF(alert.severity().name());
        out.writeUTF(alert.status().name());
        out.writeUTF(alert.place().corridorId());
        out.writeUTF(alert.place().tailSensorId());
        out.writeDouble(alert.place().tailPostmileMiles());
        out.writeUTF(alert.place().headSensorId());
        out.writeDouble(alert.place().headPostmileMiles());
        out.writeDouble(alert.figures().slowestMph());
        out.writeDouble(alert.figures().delayMinutes());
        out.writeDouble(alert.figures().probability());
        out.writeDouble(alert.figures().silentPercent());
        Bytes.writeAll(out, alert.outlook().stream().toList(), outlook -> {
            out.writeInt(outlook.horizonMinutes());
            out.writeDouble(outlook.lengthMiles());
            out.writeDouble(outlook.probability());
        });
        Bytes.writeInstant(out, alert.openedAt());
        Bytes.writeInstant(out, alert.updatedAt());
        Bytes.writeAll(out, alert.log(), entry -> {
            Bytes.writeInstant(out, entry.at());
            out.writeUTF(entry.what().name());
            out.writeUTF(entry.by());
            out.writeUTF(entry.note());
        });
    }

    static Alert read(DataInputStream in) throws IOException {
        return new Alert(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                AlertType.valueOf(in.readUTF()),
                Severity.valueOf(in.readUTF()),
                AlertStatus.valueOf(in.readUTF()),
                new AlertPlace(in.readUTF(), in.readUTF(), in.readDouble(), in.readUTF(), in.readDouble()),
                new AlertFigures(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()),
                Bytes.readAll(in, () -> new AlertOutlook(in.readInt(), in.readDouble(), in.readDouble())).stream()
                        .findFirst(),
                Bytes.readInstant(in),
                Bytes.readInstant(in),
                Bytes.readAll(
                        in,
                        () -> new AlertEntry(
                                Bytes.readInstant(in),
                                AlertEntry.What.valueOf(in.readUTF()),
                                in.readUTF(),
                                in.readUTF())));
    }
}
