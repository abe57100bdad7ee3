package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of Confluent's Schema Registry ask, and what they expect. */
class SchemasTest {

    private static final Running SERVER = Running.on(Road.of(1));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /subjects                                              | ["io.freeflow.schemas.Event","io.freeflow.schemas.Mark"]
            /subjects?deleted=false                                | ["io.freeflow.schemas.Event","io.freeflow.schemas.Mark"]
            /subjects/io.freeflow.schemas.Mark/versions            | [1]
            /subjects/io.freeflow.schemas.Event/versions           | [1,2]
            /subjects/io.freeflow.schemas.Event/versions/1         | {"subject":"io.freeflow.schemas.Event","version":1,"id":7,"schema":"{\\"type\\":\\"int\\"}"}
            /subjects/io.freeflow.schemas.Event/versions/latest    | {"subject":"io.freeflow.schemas.Event","version":2,"id":9,"schema":"{\\"type\\":\\"long\\"}"}
            /schemas/ids/4                                         | {"schema":"{\\"type\\":\\"string\\"}"}
            /schemas/ids/7?fetchMaxId=false&subject=x              | {"schema":"{\\"type\\":\\"int\\"}"}
            /schemas/types                                         | ["AVRO"]
            /config                                                | {"compatibilityLevel":"BACKWARD"}
            """)
    void answersAsARegistry(String path, String body) {
        var response = SERVER.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/vnd.schemaregistry.v1+json");
        assertThat(Running.json(response)).isEqualTo(Running.JSON.readTree(body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /subjects/x/versions                                | 404 | 40401 | Subject 'x' not found.
            /subjects/x/versions/latest                         | 404 | 40401 | Subject 'x' not found.
            /subjects/x/versions/one                            | 404 | 40401 | Subject 'x' not found.
            /subjects/io.freeflow.schemas.Event/versions/3      | 404 | 40402 | Version 3 not found.
            /subjects/io.freeflow.schemas.Event/versions/0      | 422 | 42202 | The specified version '0' is not a valid version id.
            /subjects/io.freeflow.schemas.Event/versions/newest | 422 | 42202 | The specified version 'newest' is not a valid version id.
            /schemas/ids/5                                      | 404 | 40403 | Schema 5 not found
            /schemas/ids/four                                   | 404 | 40403 | Schema four not found
            """)
    void refusesAsARegistry(String path, int status, int code, String message) {
        var response = SERVER.get(path);
        var body = Running.json(response);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/vnd.schemaregistry.v1+json");
        assertThat(Contract.errors("SchemaError", body)).isEmpty();
        assertThat(body.path("error_code").intValue()).isEqualTo(code);
        assertThat(body.path("message").stringValue()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource({"/subjects/io.freeflow.schemas.Event/versions", "/subjects/io.freeflow.schemas.Event"})
    void nobodyRegistersHere(String path) {
        assertThat(SERVER.post(path, "{\"schema\":\"{\\\"type\\\":\\\"int\\\"}\"}")
                        .statusCode())
                .isIn(404, 405);
    }
}
