package io.freeflow.serve;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** An answer that is not the one asked for, as problem details (RFC 9457). */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;
    static final String CONTENT_TYPE = "application/problem+json";

    private final HttpStatus status;

    Problem(HttpStatus status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    static Problem badRequest(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, detail);
    }

    static Problem notFound(String detail) {
        return new Problem(HttpStatus.NOT_FOUND, detail);
    }

    void answer(Context ctx) {
        ctx.status(status)
                .header("Cache-Control", "no-store")
                .contentType(CONTENT_TYPE)
                .result(Json.bytes(json(status.getCode(), status.getMessage(), detail(), ctx.path())));
    }

    private String detail() {
        return String.valueOf(getMessage());
    }

    static String json(int status, String title, String detail, String instance) {
        return Json.object(json -> json.text("type", "about:blank")
                .text("title", title)
                .number("status", status)
                .text("detail", detail)
                .text("instance", instance));
    }
}
