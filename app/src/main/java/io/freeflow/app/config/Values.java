package io.freeflow.app.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Texts of settings as values of their types. */
final class Values {

    private Values() {}

    /** A text that is no value of its type; the message says what was expected. */
    static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1;

        Unexpected(String expected) {
            super(expected);
        }
    }

    static Object parse(Type type, String text) throws Unexpected {
        if (type instanceof ParameterizedType generic) {
            var inner = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return text.isEmpty() ? Optional.empty() : Optional.of(parse(inner, text));
            }
            if (generic.getRawType() == List.class && inner == String.class) {
                return Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
            }
        }
        try {
            return switch (type.getTypeName()) {
                case "java.lang.String" -> text;
                case "int", "java.lang.Integer" -> Integer.valueOf(text);
                case "long", "java.lang.Long" -> Long.valueOf(text);
                case "double", "java.lang.Double" -> finite(Double.parseDouble(text));
                case "boolean", "java.lang.Boolean" -> parseBoolean(text);
                case "java.time.Duration" -> Durations.parse(text);
                case "java.time.ZoneId" -> ZoneId.of(text);
                case "java.nio.file.Path" -> Path.of(text);
                case "java.net.URI" -> new URI(text);
                default -> parseEnum(type, text);
            };
        } catch (NumberFormatException | DateTimeException | InvalidPathException | URISyntaxException e) {
            throw new Unexpected(expected(type));
        }
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("not finite");
        }
        return number;
    }

    private static boolean parseBoolean(String text) throws Unexpected {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unexpected("true or false");
        };
    }

    private static Object parseEnum(Type type, String text) throws Unexpected {
        if (!(type instanceof Class<?> enumeration) || !enumeration.isEnum()) {
            throw new IllegalArgumentException("settings cannot be of type " + type.getTypeName());
        }
        for (Object constant : enumeration.getEnumConstants()) {
            if (wireName(constant).equals(text)) {
                return constant;
            }
        }
        throw new Unexpected("one of "
                + Arrays.stream(enumeration.getEnumConstants())
                        .map(Values::wireName)
                        .collect(Collectors.joining(", ")));
    }

    private static String wireName(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String expected(Type type) {
        return switch (type.getTypeName()) {
            case "int", "long", "java.lang.Integer", "java.lang.Long" -> "a whole number";
            case "double", "java.lang.Double" -> "a number";
            case "java.time.Duration" -> "a duration such as 30s, 5m, 48h or 400d";
            case "java.time.ZoneId" -> "a time zone such as America/Los_Angeles";
            case "java.nio.file.Path" -> "a path";
            default -> "a URI";
        };
    }
}
