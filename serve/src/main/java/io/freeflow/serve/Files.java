package io.freeflow.serve;

import io.javalin.http.Context;
import io.javalin.http.staticfiles.ResourceHandler;
import io.javalin.http.staticfiles.StaticFileConfig;
import io.javalin.security.RouteRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the web app and of the API's page, from the classpath, kept in memory once asked for.
 *
 * <p>A path is taken as it stands in the request, never decoded, and only if it is made of plain names: so no path leads
 * out of the folder.
 */
final class Files implements ResourceHandler {

    private static final String WEB = "/io/freeflow/web/";
    private static final Pattern PLAIN =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)+");
    /** Gzip in Accept-Encoding, unless its weight is 0. */
    private static final Pattern GZIP =
            Pattern.compile("(?i)(?:^|,)\\s*gzip\\s*(?:,|$|;(?!\\s*q=0(?:\\.0*)?\\s*(?:,|$)))");

    private static final int WORTH_ZIPPING = 1000;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("geojson", "application/geo+json"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("pbf", "application/x-protobuf"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("yaml", "application/yaml; charset=utf-8"));
    private static final Set<String> ZIPPED_ALREADY = Set.of("png", "woff2");

    private final Map<String, Content> contents = new ConcurrentHashMap<>();

    /**
     * Something to answer with.
     *
     * @param gzipped empty if it is not worth it
     */
    record Content(String type, byte[] plain, byte[] gzipped, String etag) {}

    @Override
    public boolean canHandle(Context ctx) {
        return find(ctx.path().substring(1)).isPresent();
    }

    @Override
    public boolean handle(Context ctx) {
        return answer(ctx, ctx.path().substring(1));
    }

    /** Answers with a file of the web app; false if there is none. */
    boolean answer(Context ctx, String path) {
        var content = find(path);
        content.ifPresent(found ->
                answer(ctx, found, path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache"));
        return content.isPresent();
    }

    /** Answers in the encoding that the client takes, or that it has this already. */
    static void answer(Context ctx, Content content, String cacheControl) {
        ctx.header("ETag", content.etag()).header("Cache-Control", cacheControl);
        var known = ctx.header("If-None-Match");
        if (known != null && (known.contains(content.etag()) || known.trim().equals("*"))) {
            ctx.status(304);
            return;
        }
        var accepted = ctx.header("Accept-Encoding");
        boolean isZipped = content.gzipped().length > 0
                && accepted != null
                && GZIP.matcher(accepted).find();
        var bytes = isZipped ? content.gzipped() : content.plain();
        if (isZipped) {
            ctx.header("Content-Encoding", "gzip");
        }
        ctx.minSizeForCompression(Integer.MAX_VALUE).contentType(content.type()).result(bytes);
        ctx.res().setContentLength(bytes.length);
    }

    private Optional<Content> find(String path) {
        var kept = contents.get(path);
        if (kept != null) {
            return Optional.of(kept);
        }
        if (!PLAIN.matcher(path).matches()) {
            return Optional.empty();
        }
        var resource = path.startsWith("docs/") ? DocsResource.resource(path) : Optional.of(WEB + path);
        var read = resource.flatMap(Files::read);
        read.ifPresent(content -> contents.put(path, content));
        return read;
    }

    /** Reads a file of the classpath with what is needed to answer with it. */
    static Optional<Content> read(String resource) {
        try (var in = Files.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            var plain = in.readAllBytes();
            var extension = resource.substring(resource.lastIndexOf('.') + 1);
            var gzipped = plain.length < WORTH_ZIPPING || ZIPPED_ALREADY.contains(extension)
                    ? new byte[0]
                    : MapView.gzip(plain);
            return Optional.of(new Content(
                    TYPES.getOrDefault(extension, "application/octet-stream"), plain, gzipped, MapView.etag(plain)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean addStaticFileConfig(StaticFileConfig config) {
        return false;
    }

    @Override
    public Set<RouteRole> resourceRouteRoles(Context ctx) {
        return Set.of();
    }
}
