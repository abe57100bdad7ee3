package io.freeflow.core.reading;

import io.freeflow.core.network.Position;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a record says that its sensor is: text, not yet judged. {@code null} is what the record does not say.
 *
 * @param latitude WGS84 degrees north
 * @param longitude WGS84 degrees east
 * @param freeway the road's number, such as {@code I-405}
 * @param direction of the carriageway, as the feed writes it
 * @param postmileMiles linear reference
 * @param lanes of the carriageway
 * @param name what people call the place or its road
 */
public record RawPlace(
        @Nullable String latitude,
        @Nullable String longitude,
        @Nullable String freeway,
        @Nullable String direction,
        @Nullable String postmileMiles,
        @Nullable String lanes,
        @Nullable String name) {

    public static final RawPlace NONE = new RawPlace(null, null, null, null, null, null, null);

    /** Its position, where it says one that is on earth. */
    public Optional<Position> position() {
        if (latitude == null || longitude == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Position(Double.parseDouble(latitude), Double.parseDouble(longitude)));
        } catch (IllegalArgumentException notAPosition) {
            return Optional.empty();
        }
    }

    /** Whether the record says nothing of a place. */
    public boolean isNone() {
        return Stream.of(latitude, longitude, freeway, direction, postmileMiles, lanes, name)
                .allMatch(Objects::isNull);
    }
}
