package io.freeflow.kafka.wire;

import io.freeflow.core.forecast.QuantileGrid;
import io.freeflow.core.road.Forecast;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema TrafficPrediction. */
final class ForecastCodec implements Codec<Forecast> {

    @Override
    public void write(Forecast forecast, BinaryEncoder out) throws IOException {
        out.writeString(forecast.region());
        Fields.writeInstant(out, forecast.issuedAt());
        Fields.writeInstant(out, forecast.dataCutoff());
        Fields.writeInstant(out, forecast.knownAt());
        out.writeString(forecast.model());
        out.writeString(forecast.modelVersion());
        Fields.writeArray(out, forecast.sensorIds(), out::writeString);
        out.writeBytes(forecast.speedsMph().pack());
    }

    @Override
    public Forecast read(BinaryDecoder in) throws IOException {
        return new Forecast(
                Fields.readString(in),
                Fields.readInstant(in),
                Fields.readInstant(in),
                Fields.readInstant(in),
                Fields.readString(in),
                Fields.readString(in),
                Fields.readArray(in, () -> Fields.readString(in)),
                QuantileGrid.unpack(Fields.readBytes(in)));
    }
}
