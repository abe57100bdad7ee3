package io.freeflow.serve;

import io.freeflow.core.network.Network;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.window.RegionWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The whole map at one moment, encoded layer by layer: {@code GET /api/v1/map} and {@code map_update} are both cut from
 * it, so they cannot differ. Immutable and shared by all readers.
 */
final class MapView {

    /** What a client knows that was told nothing. */
    static final MapView NOTHING =
            new MapView(-1, "[]", Map.of(), List.of(), List.of(), new Alerts(Optional.empty(), List.of()));

    private final long number;
    private final String sensors;
    private final Map<String, String> layers;
    private final List<RegionWindow> windows;
    private final List<Forecast> forecasts;
    private final Alerts alerts;
    private @Nullable Body body;

    /** Alerts that stand, newest first, with the network that names their places. */
    record Alerts(Optional<Network> network, List<Alert> standing) {}

    /** The answer to a GET. */
    record Body(byte[] plain, byte[] gzipped, String etag) {}

    /**
     * A view.
     *
     * @param number grows with each view
     * @param layers JSON by key, in the order of the answer
     */
    MapView(
            long number,
            String sensors,
            Map<String, String> layers,
            List<RegionWindow> windows,
            List<Forecast> forecasts,
            Alerts alerts) {
        this.number = number;
        this.sensors = sensors;
        this.layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
        this.windows = windows;
        this.forecasts = forecasts;
        this.alerts = alerts;
    }

    long number() {
        return number;
    }

    List<RegionWindow> windows() {
        return windows;
    }

    List<Forecast> forecasts() {
        return forecasts;
    }

    Alerts alerts() {
        return alerts;
    }

    Map<String, String> layers() {
        return layers;
    }

    /** The message that makes a client that knows {@code before} know this; empty if nothing changed. */
    String updateSince(MapView before) {
        var update = new StringBuilder();
        layers.forEach((key, json) -> {
            if (!json.equals(before.layers.get(key))) {
                update.append(",\"").append(key).append("\":").append(json);
            }
        });
        return update.isEmpty() ? "" : "{\"type\":\"map_update\"" + update.append('}');
    }

    /** The answer to a GET, made once. */
    synchronized Body body() {
        if (body == null) {
            body = encode();
        }
        return body;
    }

    private Body encode() {
        var text = new StringBuilder("{\"sensors\":").append(sensors);
        layers.forEach(
                (key, json) -> text.append(",\"").append(key).append("\":").append(json));
        var plain = Json.bytes(text.append('}').toString());
        return new Body(plain, gzip(plain), etag(plain));
    }

    static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Weak, for it names the content and not its encoding. */
    static String etag(byte[] plain) {
        try {
            return "W/\""
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(plain), 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
