package io.freeflow.serve;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Problem details for what fails before a route is found, such as a request that is not HTTP. */
final class JettyProblems extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        putHeaders(response.getHeaders());
        response.write(true, body(code, request.getHttpURI().getPath()), callback);
    }

    private static void putHeaders(HttpFields.Mutable fields) {
        SecurityHeaders.ALL.forEach(fields::put);
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        fields.put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    }

    private static ByteBuffer body(int status, @Nullable String path) {
        var title = HttpStatus.getMessage(status);
        return ByteBuffer.wrap(Json.bytes(Problem.json(status, title, title, path == null ? "" : path)));
    }
}
