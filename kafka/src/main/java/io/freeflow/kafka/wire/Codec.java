package io.freeflow.kafka.wire;

import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;

/**
 * Writes and reads one kind of message in the field order of its schema, without a generic record in between. Stateless.
 */
interface Codec<M> {

    void write(M message, BinaryEncoder out) throws IOException;

    M read(BinaryDecoder in) throws IOException;
}
