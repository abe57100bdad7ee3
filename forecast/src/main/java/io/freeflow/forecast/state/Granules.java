package io.freeflow.forecast.state;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where one region writes its granules: {@code kind/key/region}. */
public final class Granules {

    private final String region;
    private final BiConsumer<String, byte @Nullable []> log;

    public Granules(String region, BiConsumer<String, byte @Nullable []> log) {
        this.region = region;
        this.log = log;
    }

    public void put(String kind, Object key, byte[] bytes) {
        log.accept(kind + "/" + key + "/" + region, bytes);
    }

    public void delete(String kind, Object key) {
        log.accept(kind + "/" + key + "/" + region, null);
    }

    /** A granule's name in its pieces. The region comes last because only it may hold a slash. */
    public record Name(String kind, String key, String region) {
        public static Name of(String granule) {
            var pieces = granule.split("/", 3);
            if (pieces.length != 3) {
                throw new IllegalArgumentException("a granule is kind/key/region, was " + granule);
            }
            return new Name(pieces[0], pieces[1], pieces[2]);
        }
    }
}
