package io.freeflow.testkit.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody else's program: plain Avro, and a registry with Confluent's REST API. Knows nothing of ours. */
public final class Outsider implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI registry;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Schema> schemas = new HashMap<>();

    /** With the registry's address, which ends with a slash. */
    public Outsider(URI registry) {
        this.registry = registry;
    }

    /** Decodes a message with the schema that the registry has for its id. */
    public GenericRecord decode(byte[] message) throws IOException {
        int id = ByteBuffer.wrap(message, 1, 4).getInt();
        var schema = schemas.computeIfAbsent(
                id,
                key -> new Schema.Parser()
                        .parse(get("schemas/ids/" + key).path("schema").stringValue()));
        var decoder = DecoderFactory.get().binaryDecoder(message, 5, message.length - 5, null);
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
        if (!decoder.isEnd()) {
            throw new IOException("bytes follow the end of a " + schema.getFullName());
        }
        return record;
    }

    /** Registers a schema under its name, and gives the id. */
    public int register(Schema schema) {
        var body = JSON.writeValueAsString(Map.of("schema", schema.toString()));
        return ask(HttpRequest.newBuilder(registry.resolve("subjects/" + schema.getFullName() + "/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(BodyPublishers.ofString(body)))
                .path("id")
                .intValue();
    }

    /** What the registry says at a path. */
    public JsonNode get(String path) {
        return ask(HttpRequest.newBuilder(registry.resolve(path)));
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            return JSON.readTree(
                    http.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
