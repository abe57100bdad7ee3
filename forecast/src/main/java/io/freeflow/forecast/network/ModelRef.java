package io.freeflow.forecast.network;

/**
 * One version of a model.
 *
 * @param name lower case, digits and dashes
 * @param version from 1 on
 */
public record ModelRef(String name, int version) {

    public ModelRef {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || version < 1) {
            throw new IllegalArgumentException(
                    "a model is a name of lower case, digits and dashes and a version from 1 on" + ", was " + name + "/"
                            + version);
        }
    }

    /** As {@link #toString} writes it. */
    public static ModelRef parse(String text) {
        var pieces = text.split("/", -1);
        try {
            if (pieces.length == 2) {
                return new ModelRef(pieces[0], Integer.parseInt(pieces[1]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a model is NAME/VERSION, such as metr-la/1, was " + text, e);
        }
        throw new IllegalArgumentException("a model is NAME/VERSION, such as metr-la/1, was " + text);
    }

    /** What forecasts and scores call it. */
    public String liveName() {
        return name + "-" + version;
    }

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
