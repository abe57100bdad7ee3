package io.freeflow.feeds.formats;

/** The unit of a number on the wire, and how it becomes ours. */
public enum Unit {
    /** Ours already. */
    OURS(1),
    /** Kilometres per hour, to miles per hour; a mile is 1.609344 km by definition. */
    KILOMETRES_PER_HOUR(1 / 1.609344);

    private final double factor;

    Unit(double factor) {
        this.factor = factor;
    }

    /** The number in our unit; a text that is no number stays for validation to judge. */
    public String convert(String text) {
        if (this == OURS) {
            return text;
        }
        try {
            return Double.toString(Double.parseDouble(text) * factor);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
