package io.freeflow.kafka.wire;

import io.freeflow.core.road.LedgerEntry;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/** Schema LedgerEntry. */
final class LedgerEntryCodec implements Codec<LedgerEntry> {

    @Override
    public void write(LedgerEntry entry, BinaryEncoder out) throws IOException {
        out.writeString(entry.stage());
        out.writeString(entry.part());
        Fields.writeCounts(out, entry.counts());
    }

    @Override
    public LedgerEntry read(BinaryDecoder in) throws IOException {
        return new LedgerEntry(Fields.readString(in), Fields.readString(in), Fields.readCounts(in));
    }
}
