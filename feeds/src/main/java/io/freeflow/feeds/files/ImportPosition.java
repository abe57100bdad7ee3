package io.freeflow.feeds.files;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Where an import goes on, written as {@code files@records@clock}.
 *
 * @param files which files were imported, as a fingerprint
 * @param records how many of their records were sent
 * @param clock the feed clock by then, which never goes back, whatever is imported next
 */
record ImportPosition(String files, long records, Instant clock) {

    static Optional<ImportPosition> find(String text) {
        var parts = text.split("@", -1);
        try {
            return parts.length != 3
                    ? Optional.empty()
                    : Optional.of(new ImportPosition(parts[0], Long.parseLong(parts[1]), Instant.parse(parts[2])));
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return files + "@" + records + "@" + clock;
    }
}
