package io.freeflow.feeds.formats;

/** The unit of a number on the wire, and how it becomes ours. */
public enum Unit {
    /** Ours already. */
    OURS(1),
    /** Its name does not say: ours, where nothing else is known of the feed. */
    UNSAID(1),
    /** Kilometres per hour, to miles per hour; a mile is 1.609344 km by definition. */
    KILOMETRES_PER_HOUR(1 / 1.609344);

    private final double factor;

    Unit(double factor) {
        this.factor = factor;
    }

    /** The number in our unit; a text that is no number stays for validation to judge. */
    public String convert(String text) {
        return times(text, factor);
    }

    /** A number times a factor; a text that is no number stays for validation to judge. */
    static String times(String text, double factor) {
        if (factor == 1) {
            return text;
        }
        try {
            return Double.toString(Double.parseDouble(text) * factor);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
