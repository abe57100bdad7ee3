package io.freeflow.serve;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** {@code GET /docs} and {@code GET /openapi.yaml}: the contract, and Swagger UI showing it, all from here. */
final class DocsResource {

    private static final String OURS = "/io/freeflow/serve/";
    private static final String SWAGGER = "/META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";

    private final Files.Content page = Files.read(OURS + "docs.html").orElseThrow();
    private final Files.Content contract = Files.read(OURS + "openapi.yaml").orElseThrow();

    void page(Context ctx) {
        Files.answer(ctx, page, "no-cache");
    }

    void contract(Context ctx) {
        Files.answer(ctx, contract, "no-cache");
    }

    /** Where a file that the page asks for lies. */
    static Optional<String> resource(String path) {
        return switch (path) {
            case "docs/docs.js" -> Optional.of(OURS + "docs.js");
            case "docs/swagger-ui.css", "docs/swagger-ui-bundle.js" ->
                Optional.of(SWAGGER + path.substring("docs/".length()));
            default -> Optional.empty();
        };
    }

    private static String swaggerVersion() {
        var properties = new Properties();
        try (var in = DocsResource.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "absent");
    }
}
