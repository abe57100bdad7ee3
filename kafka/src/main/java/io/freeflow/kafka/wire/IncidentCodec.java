package io.freeflow.kafka.wire;

import io.freeflow.core.alert.Severity;
import io.freeflow.core.incident.IncidentPlace;
import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.incident.IncidentPlace.Unplaced;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.network.Position;
import io.freeflow.core.road.Incident;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema TrafficIncident. */
final class IncidentCodec implements Codec<Incident> {

    @Override
    public void write(Incident incident, BinaryEncoder out) throws IOException {
        out.writeString(incident.id());
        out.writeString(incident.region());
        out.writeString(incident.source());
        out.writeString(incident.type().name());
        out.writeString(incident.severity().name());
        writePlace(incident.place(), out);
        Fields.writeDouble(out, incident.position().map(Position::latitude).orElse(Double.NaN));
        Fields.writeDouble(out, incident.position().map(Position::longitude).orElse(Double.NaN));
        Fields.writeInstant(out, incident.start());
        Fields.writeOptional(out, incident.expectedEnd(), end -> Fields.writeInstant(out, end));
        Fields.writeOptional(out, incident.end(), end -> Fields.writeInstant(out, end));
        Fields.writeOptional(
                out,
                incident.lanesClosed().isPresent()
                        ? Optional.of(incident.lanesClosed().getAsInt())
                        : Optional.<Integer>empty(),
                out::writeInt);
        out.writeString(incident.description());
        Fields.writeInstant(out, incident.updatedAt());
    }

    private static void writePlace(IncidentPlace place, BinaryEncoder out) throws IOException {
        var on = place instanceof OnCorridor there ? Optional.of(there) : Optional.<OnCorridor>empty();
        var nowhere = place instanceof Unplaced none ? Optional.of(none) : Optional.<Unplaced>empty();
        Fields.writeOptional(out, on.map(OnCorridor::corridorId), out::writeString);
        Fields.writeDouble(out, on.map(OnCorridor::fromPostmileMiles).orElse(Double.NaN));
        Fields.writeDouble(out, on.map(OnCorridor::toPostmileMiles).orElse(Double.NaN));
        Fields.writeOptional(out, nowhere.map(none -> none.why().name()), out::writeString);
        Fields.writeOptional(out, nowhere.map(Unplaced::detail), out::writeString);
    }

    @Override
    public Incident read(BinaryDecoder in) throws IOException {
        return new Incident(
                Fields.readString(in),
                Fields.readString(in),
                Fields.readString(in),
                IncidentType.valueOf(Fields.readString(in)),
                Severity.valueOf(Fields.readString(in)),
                readPlace(in),
                readPosition(in),
                Fields.readInstant(in),
                Fields.readOptional(in, () -> Fields.readInstant(in)),
                Fields.readOptional(in, () -> Fields.readInstant(in)),
                Fields.readOptional(in, in::readInt).map(OptionalInt::of).orElseGet(OptionalInt::empty),
                Fields.readString(in),
                Fields.readInstant(in));
    }

    private static IncidentPlace readPlace(BinaryDecoder in) throws IOException {
        var corridor = Fields.readOptional(in, () -> Fields.readString(in));
        double from = Fields.readDouble(in);
        double to = Fields.readDouble(in);
        var why = Fields.readOptional(in, () -> Fields.readString(in));
        var detail = Fields.readOptional(in, () -> Fields.readString(in));
        return corridor.isPresent()
                ? new OnCorridor(corridor.get(), from, to)
                : new Unplaced(IncidentPlace.Why.valueOf(why.orElse("")), detail.orElse(""));
    }

    private static Optional<Position> readPosition(BinaryDecoder in) throws IOException {
        double latitude = Fields.readDouble(in);
        double longitude = Fields.readDouble(in);
        return Double.isNaN(latitude) ? Optional.empty() : Optional.of(new Position(latitude, longitude));
    }
}
