package io.freeflow.serve;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** openapi.yaml, read strictly: an object has the members that its schema names and no others. */
final class Contract {

    private static final JsonNode DOCUMENT = read();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Contract() {}

    private static JsonNode read() {
        try (var in = Objects.requireNonNull(Contract.class.getResourceAsStream("openapi.yaml"))) {
            var document = new YAMLMapper().readTree(in);
            document.path("components").path("schemas").forEach(Contract::close);
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Contract::close);
    }

    static JsonNode document() {
        return DOCUMENT;
    }

    /** What is wrong with a value that should be of a schema of the components. */
    static List<String> errors(String schema, JsonNode value) {
        return errors(Running.JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema), value);
    }

    /** What is wrong with a value under a schema of the document. */
    static List<String> errors(JsonNode schema, JsonNode value) {
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", DOCUMENT.path("components"));
        return SCHEMAS
                .getSchema(whole)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }
}
