package io.freeflow.pipeline.alert;

import io.freeflow.core.config.Default;
import io.freeflow.core.config.Doc;

/** Settings of the alert stage. Keys start with {@code alert.}. */
public record AlertConfig(
        @Doc("file of alert rules in JSON, as GET /api/v1/alert-rules shows them; empty for the shipped ones")
        @Default("")
        String rules) {}
