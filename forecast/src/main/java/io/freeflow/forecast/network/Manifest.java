package io.freeflow.forecast.network;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model folder's manifest.json says that serving needs. It says more, for people.
 *
 * @param sha256 of model.onnx, in hex
 * @param sensors ids in the order of the model's last dimension
 * @param trainedOn the data and its span, for people; may be empty
 * @param check by a sensor's place: p05, p50, p95 in mph at 60 minutes for the check window
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manifest(
        String name,
        int version,
        String sha256,
        List<String> sensors,
        String trainedOn,
        Map<Integer, List<Float>> check) {

    static final String FILE = "manifest.json";
    static final String MODEL = "model.onnx";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Manifest {
        if (isBlank(name) || version < 1 || isBlank(sha256) || sensors == null || sensors.isEmpty()) {
            throw new IllegalArgumentException(
                    "a manifest needs a name, a version of 1 or more, the sha256 of model.onnx and its sensors");
        }
        new ModelRef(name, version);
        sensors = List.copyOf(sensors);
        trainedOn = trainedOn == null ? "" : trainedOn;
        check = check == null ? Map.of() : Map.copyOf(check);
    }

    public ModelRef ref() {
        return new ModelRef(name, version);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /**
     * Reads a folder's manifest.json.
     *
     * @throws IllegalArgumentException if there is none, or it lacks something
     */
    static Manifest read(Path folder) {
        var file = folder.resolve(FILE);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("no manifest.json in model folder " + folder);
        }
        try {
            return JSON.readValue(file.toFile(), Manifest.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The bytes of the folder's model.onnx.
     *
     * @throws IllegalArgumentException if they are not what the manifest was written for
     */
    byte[] model(Path folder) {
        var file = folder.resolve(MODEL);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("no model.onnx in model folder " + folder);
        }
        try {
            var bytes = Files.readAllBytes(file);
            var found = sha256(bytes);
            if (!found.equals(sha256)) {
                throw new IllegalArgumentException(file + " has the hash " + found + ", its manifest says " + sha256
                        + ": one of them was changed");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In hex. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
