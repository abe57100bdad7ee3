package io.freeflow.kafka.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry may answer beside what it should; it asks for ann's password. */
class RegistryClientTest {

    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var known = "Basic YW5uOnPDqWNyZXQ="; // ann:sécret
            boolean welcome = known.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            var bytes = (welcome ? body : "{\"message\":\"who are you?\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(welcome ? status : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private RegistryClient client(String password) {
        return new RegistryClient(new RegistryConfig(url(), "ann", password));
    }

    @Test
    void userAndPasswordAreShown() {
        body = "{\"schema\":\"\\\"int\\\"\"}";
        try (var client = client("sécret")) {
            assertThat(client.schema(3)).contains("\"int\"");
        }
    }

    @Test
    void aWrongPasswordIsSaidWithoutIt() {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> Schemas.open(new RegistryConfig(url(), "ann", "guess")))
                .withMessageContainingAll(url().toString(), "answered 401", "who are you?")
                .withMessageNotContaining("guess");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"error_code":50001,"message":"storage is away"} | answered 500 to GET /schemas/ids/3: storage is away
            502 | <html>Bad Gateway</html>                         | answered 502 to GET /schemas/ids/3: <html>
            404 | <html>Not Found</html>                           | answered 404 to GET /schemas/ids/3: <html>
            200 | <html>Welcome</html>                             | answered what is not JSON: <html>Welcome
            """)
    void whatIsNoRegistrysAnswerIsSaid(int answered, String text, String said) {
        status = answered;
        body = text;
        try (var client = client("sécret")) {
            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> client.schema(3))
                    .withMessageContaining(said);
        }
    }

    @Test
    void anUnknownIdWaitsWhileTheRegistryIsAway() {
        server.stop(0);
        try (var client = client("sécret")) {
            var ids = new RegisteredIds(client, List.of(), Map.of());

            assertThatExceptionOfType(RegistryException.class)
                    .isThrownBy(() -> ids.meaningOf(5))
                    .withMessageContaining("does not answer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://host/", "http:///path", "localhost:8080", "http://ann:secret@host/", "http://host/?x=1"})
    void anUrlThatCannotBeARegistrysIsRefused(String url) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new RegistryConfig(URI.create(url), "", ""))
                .withMessageContaining("kafka.schema-registry.url")
                .withMessageNotContaining("secret@");
    }
}
