package io.freeflow.serve;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The query of one request. What is unknown, given twice or out of bounds is a 400 that says so. */
final class Parameters {

    private static final int SHOWN = 100;

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    static Parameters of(Context ctx, String... allowed) {
        var names = List.of(allowed);
        var values = new HashMap<String, String>();
        var query = ctx.queryString();
        if (query == null || query.isEmpty()) {
            return new Parameters(values);
        }
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!names.contains(name)) {
                throw Problem.badRequest("unknown parameter '" + shown(name) + "'; "
                        + (names.isEmpty() ? "none is known here" : "known are " + String.join(", ", names)));
            }
            if (values.put(name, value) != null) {
                throw Problem.badRequest(name + " must be given once, was given twice");
            }
        }
        return new Parameters(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("the query is not percent-encoded properly: '" + shown(text) + "'");
        }
    }

    int integer(String name, int min, int max, int whenAbsent) {
        return find(name).map(text -> parse(name, text, min, max)).orElse(whenAbsent);
    }

    /** Minutes ahead, as the forecast has them. */
    OptionalInt horizon(String name) {
        var horizon = find(name).map(text -> parse(name, text, 5, 60));
        if (horizon.isPresent() && horizon.get() % 5 != 0) {
            throw Problem.badRequest(name + " must be a multiple of 5 from 5 to 60, was " + horizon.get());
        }
        return horizon.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static int parse(String name, String text, int min, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.badRequest(name + " must be " + min + "-" + max + ", was " + shown(text));
    }

    Optional<String> text(String name, int maxLength) {
        return find(name).map(text -> checked(name, text, maxLength));
    }

    /** One of an enumeration, as it is written on the wire. */
    <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return text(name, 50).map(text -> oneOf(name, text, type));
    }

    static <E extends Enum<E>> E oneOf(String name, String wanted, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> Wire.lower(one).equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest(name + " must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Wire::lower)
                                .collect(Collectors.joining(", "))
                        + ", was '" + shown(wanted) + "'"));
    }

    Optional<Instant> time(String name) {
        return find(name).map(text -> time(name, text));
    }

    /** A time with its zone, as the query or a body has it. */
    static Instant time(String name, String text) {
        try {
            var time = OffsetDateTime.parse(text);
            int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw Problem.badRequest(
                name + " must be a time such as 2026-03-01T08:00:00Z (a + is written %2B), was " + shown(text));
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Text of 1 to {@code maxLength} characters, none of them a control character. */
    static String checked(String name, String text, int maxLength) {
        if (text.isEmpty() || text.length() > maxLength) {
            throw Problem.badRequest(name + " must have 1-" + maxLength + " characters, had " + text.length());
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.badRequest(name + " must have no control characters, was '" + shown(text) + "'");
        }
        return text;
    }

    /** What a client sent, short and printable. */
    static String shown(String text) {
        var printable = new StringBuilder();
        text.codePoints()
                .limit(SHOWN)
                .forEach(point -> printable.appendCodePoint(
                        Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE
                                ? '?'
                                : point));
        return text.length() > SHOWN ? printable + "..." : printable.toString();
    }
}
