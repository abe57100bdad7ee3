package io.freeflow.kafka.wire;

import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.road.SensorPlace;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.jspecify.annotations.Nullable;

/** Schema SensorPlace. */
final class SensorPlaceCodec implements Codec<SensorPlace> {

    @Override
    public void write(SensorPlace found, BinaryEncoder out) throws IOException {
        var place = found.place();
        out.writeString(found.sensorId());
        out.writeString(found.source());
        write(place.latitude(), out);
        write(place.longitude(), out);
        write(place.freeway(), out);
        write(place.direction(), out);
        write(place.postmileMiles(), out);
        write(place.lanes(), out);
        write(place.name(), out);
    }

    private static void write(@Nullable String text, BinaryEncoder out) throws IOException {
        Fields.writeOptional(out, Optional.ofNullable(text), out::writeString);
    }

    @Override
    public SensorPlace read(BinaryDecoder in) throws IOException {
        return new SensorPlace(
                Fields.readString(in),
                Fields.readString(in),
                new RawPlace(
                        readText(in),
                        readText(in),
                        readText(in),
                        readText(in),
                        readText(in),
                        readText(in),
                        readText(in)));
    }

    private static @Nullable String readText(BinaryDecoder in) throws IOException {
        return Fields.isPresent(in) ? Fields.readString(in) : null;
    }
}
