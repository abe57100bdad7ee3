package io.freeflow.kafka.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Brings bodies that were written with another version of a schema into the layout of ours, by Avro's own rules. */
final class Resolution {

    private Resolution() {}

    static byte[] of(Schema writer, int id, byte[] message, int from) throws IOException {
        var ours = SchemaIds.get(id);
        var decoder = DecoderFactory.get().binaryDecoder(message, from, message.length - from, null);
        var value = new GenericDatumReader<>(writer, ours).read(null, decoder);
        if (!decoder.isEnd()) {
            throw new IOException("bytes follow its end");
        }
        var bytes = new ByteArrayOutputStream(message.length);
        var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(ours).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
