package io.freeflow.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {

    private static final Running SERVER = Running.on(Road.of(1));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aBrowserGetsTheMapAndAProgramTheWayIn() {
        var browser = SERVER.get("/", "Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
        var program = SERVER.get("/", "Accept", "application/json");

        assertThat(text(browser.body())).contains("Freeflow test page");
        assertThat(browser.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(browser.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(Running.json(program).path("version").stringValue()).isEqualTo("1.2.3");
        assertThat(Running.json(SERVER.get("/")).path("name").stringValue()).isEqualTo("Freeflow");
    }

    @Test
    void aHashedAssetIsKeptForEver() {
        var asset = SERVER.get("/assets/app-3f9a1c.js", "Accept-Encoding", "gzip");

        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(asset.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(asset.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(asset.headers().firstValue("Content-Encoding")).hasValue("gzip");
    }

    @Test
    void theDocsAreSelfContained() {
        var page = text(SERVER.get("/docs").body());
        var script = SERVER.get("/docs/swagger-ui-bundle.js");
        var style = SERVER.get("/docs/swagger-ui.css");

        assertThat(page).doesNotContain("http:", "https:").doesNotContain("<script>");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(text(SERVER.get("/docs/docs.js").body())).contains("/openapi.yaml");
        assertThat(text(SERVER.get("/openapi.yaml").body())).startsWith("openapi: 3.1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../serve/openapi.yaml",
                "/assets/../../serve/openapi.yaml",
                "/assets/%2e%2e/%2e%2e/serve/openapi.yaml",
                "/%2e%2e/serve/openapi.yaml",
                "/..%2fserve%2fopenapi.yaml",
                "/..\\serve\\openapi.yaml",
                "/assets//app-3f9a1c.js",
                "/assets/app-3f9a1c.js;x=1/../../x.js",
                "/.hidden.js",
                "/assets",
                "/assets/",
                "/Server.class",
                "/docs/../../../../../META-INF/MANIFEST.MF",
                "/%zz",
                "/%00",
                "/\u0001"
            })
    void noPathLeadsOutOfTheFolder(String path) throws IOException {
        var answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .contains("content-security-policy: default-src 'self'")
                .doesNotContain("jetty", "server:", "openapi: 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /api/v1/map HTTP/1.1\r\n\r\n",
                "POST /api/v1/predictions HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"
            })
    void whatIsNotHttpIsRefused(String request) throws IOException {
        assertThat(raw(request)).matches("(?s)HTTP/1.1 (400|505) .*");
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.server.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
