package io.freeflow.kafka.wire;

import io.freeflow.core.forecast.ScoreSums;
import io.freeflow.core.road.ScoreSheet;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema ScoreSheet. */
final class ScoreSheetCodec implements Codec<ScoreSheet> {

    @Override
    public void write(ScoreSheet sheet, BinaryEncoder out) throws IOException {
        out.writeString(sheet.region());
        out.writeString(sheet.model());
        out.writeInt((int) sheet.day().toEpochDay());
        Fields.writeArray(out, sheet.steps(), sums -> {
            out.writeLong(sums.n());
            out.writeDouble(sums.absolute());
            out.writeDouble(sums.squared());
            out.writeDouble(sums.percent());
            out.writeLong(sums.percentCells());
            out.writeDouble(sums.error());
            out.writeLong(sums.covered());
            out.writeDouble(sums.width());
        });
    }

    @Override
    public ScoreSheet read(BinaryDecoder in) throws IOException {
        return new ScoreSheet(
                Fields.readString(in),
                Fields.readString(in),
                LocalDate.ofEpochDay(in.readInt()),
                Fields.readArray(
                        in,
                        () -> new ScoreSums(
                                in.readLong(),
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble(),
                                in.readLong(),
                                in.readDouble(),
                                in.readLong(),
                                in.readDouble())));
    }
}
