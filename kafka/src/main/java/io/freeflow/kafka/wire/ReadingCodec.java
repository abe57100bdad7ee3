package io.freeflow.kafka.wire;

import io.freeflow.core.reading.Correction;
import io.freeflow.core.reading.Measurement;
import io.freeflow.core.reading.Remark;
import io.freeflow.core.road.Reading;
import io.freeflow.core.time.Interval;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema TrafficEvent, version 2. */
final class ReadingCodec implements Codec<Reading> {

    @Override
    public void write(Reading reading, BinaryEncoder out) throws IOException {
        out.writeString(reading.feed());
        out.writeString(reading.sensorId());
        Fields.writeInstant(out, reading.interval().start());
        Fields.writeInstant(out, reading.interval().end());
        writeMeasurement(out, reading.measurement());
        Fields.writeInstant(out, reading.knownAt());
        Fields.writeArray(out, reading.corrections(), correction -> {
            out.writeString(correction.field());
            out.writeString(correction.from());
            out.writeString(correction.to());
        });
        Fields.writeArray(out, reading.remarks(), remark -> out.writeString(remark.wireName()));
    }

    @Override
    public Reading read(BinaryDecoder in) throws IOException {
        String feed = Fields.readString(in);
        String sensorId = Fields.readString(in);
        var interval = new Interval(Fields.readInstant(in), Fields.readInstant(in));
        return new Reading(
                feed,
                sensorId,
                interval,
                readMeasurement(in),
                Fields.readInstant(in),
                Fields.readArray(
                        in, () -> new Correction(Fields.readString(in), Fields.readString(in), Fields.readString(in))),
                Fields.readArray(in, () -> Remark.ofWireName(Fields.readString(in))));
    }

    static void writeMeasurement(BinaryEncoder out, Measurement measurement) throws IOException {
        Fields.writeDouble(out, measurement.speedMph());
        Fields.writeDouble(out, measurement.flowVph());
        Fields.writeDouble(out, measurement.occupancyPercent());
    }

    static Measurement readMeasurement(BinaryDecoder in) throws IOException {
        return new Measurement(Fields.readDouble(in), Fields.readDouble(in), Fields.readDouble(in));
    }
}
