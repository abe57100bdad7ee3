package io.freeflow.app.dlq;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which letters are meant. */
final class LetterFilters {

    @Option(names = "--reason", paramLabel = "REASON", description = "Such as unknown-sensor; docs/data.md has all.")
    private @Nullable String reason;

    @Option(names = "--feed", paramLabel = "NAME", description = "The feed that sent the record.")
    private @Nullable String feed;

    @Option(names = "--sensor", paramLabel = "ID", description = "The sensor that the record names.")
    private @Nullable String sensor;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Rejected then or later, by the feed clock, such as 2026-03-01T08:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Rejected before, by the feed clock.")
    private @Nullable String until;

    boolean isEmpty() {
        return reason == null && feed == null && sensor == null && since == null && until == null;
    }

    /** As parameters of the API. */
    Map<String, String> parameters(CommandSpec spec) {
        var parameters = new TreeMap<String, String>();
        put(parameters, "reason", reason);
        put(parameters, "feed", feed);
        put(parameters, "sensor_id", sensor);
        put(parameters, "from", time("--since", since, spec));
        put(parameters, "to", time("--until", until, spec));
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private static @Nullable String time(String option, @Nullable String text, CommandSpec spec) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be a time such as 2026-03-01T08:00:00Z, was '" + text + "'");
        }
    }
}
