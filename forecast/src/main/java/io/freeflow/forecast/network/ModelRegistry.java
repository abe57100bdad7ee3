package io.freeflow.forecast.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The networks that may serve, in one folder: {@code NAME/VERSION/} with model.onnx and manifest.json, and
 * {@code serving.json}. Every change is one rename: who reads sees what was or what is, and a kill in between leaves what
 * was. Many may read; one at a time may change it.
 */
public final class ModelRegistry {

    static final String SERVING = "serving.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    private ModelRegistry(Path folder) {
        this.folder = folder;
    }

    /** The registry of a folder, which need not be there yet. */
    public static ModelRegistry at(Path folder) {
        return new ModelRegistry(folder);
    }

    /** All models, by name and version. */
    public List<Manifest> list() {
        return folders(folder)
                .flatMap(ModelRegistry::folders)
                .filter(version -> Files.exists(version.resolve(Manifest.FILE)))
                .map(Manifest::read)
                .sorted(Comparator.comparing(Manifest::name).thenComparingInt(Manifest::version))
                .toList();
    }

    private static Stream<Path> folders(Path of) {
        if (!Files.isDirectory(of)) {
            return Stream.empty();
        }
        try (var all = Files.list(of)) {
            return all
                    .filter(each -> Files.isDirectory(each)
                            && !each.getFileName().toString().startsWith("."))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the models in " + of, e);
        }
    }

    /**
     * Takes in a model folder, after it was loaded and asked once. From now on it runs beside the champion.
     *
     * @throws IllegalArgumentException if it is no model, breaks the contract of {@link NetworkModel}, or is there already
     */
    public Manifest add(Path source, Instant at) {
        Manifest manifest;
        try (var model = NetworkModel.open(source)) {
            model.tryOut();
            manifest = model.manifest();
        }
        var place = folder(manifest.ref());
        if (Files.exists(place)) {
            throw new IllegalArgumentException(manifest.ref() + " is in " + folder
                    + " already; another model needs another version in its manifest");
        }
        var arriving = folder.resolve(".adding-" + UUID.randomUUID());
        try {
            Files.createDirectories(arriving);
            for (String file : List.of(Manifest.FILE, Manifest.MODEL)) {
                Files.copy(source.resolve(file), arriving.resolve(file));
            }
            Files.createDirectories(place.getParent());
            Files.move(arriving, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot add " + manifest.ref() + " to " + folder, e);
        }
        write(serving().withCanary(manifest.ref(), at, "added"));
        return manifest;
    }

    /**
     * Lets a model speak for the regions that it knows.
     *
     * @throws IllegalArgumentException if it is not there or serves already
     */
    public Serving promote(ModelRef model, Instant at, String reason) {
        if (!Files.exists(folder(model))) {
            throw new IllegalArgumentException("there is no " + model + " in " + folder + ", only "
                    + list().stream().map(Manifest::ref).toList());
        }
        var now = serving();
        if (model.toString().equals(now.champion())) {
            throw new IllegalArgumentException(model + " is the champion already");
        }
        return write(now.promoted(model, at, reason));
    }

    /**
     * Returns to the champion before.
     *
     * @throws IllegalArgumentException if there was none
     */
    public Serving rollBack(Instant at, String reason) {
        var now = serving();
        if (now.before().isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing was promoted in " + folder + ", so there is nothing to return to");
        }
        return write(now.rolledBack(at, reason));
    }

    /** What serves now. */
    public Serving serving() {
        var file = folder.resolve(SERVING);
        if (!Files.exists(file)) {
            return Serving.BUILT_IN;
        }
        try {
            return JSON.readValue(file.toFile(), Serving.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Changes whenever {@link #serving} does: the file's time may be the same after two changes, but each act makes it longer. */
    Object stamp() {
        var file = folder.resolve(SERVING);
        try {
            return List.of(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException nothingThere) {
            return Serving.BUILT_IN;
        }
    }

    NetworkModel open(ModelRef model) {
        return NetworkModel.open(folder(model));
    }

    private Path folder(ModelRef model) {
        return folder.resolve(model.name()).resolve(Integer.toString(model.version()));
    }

    private Serving write(Serving serving) {
        var arriving = folder.resolve("." + SERVING);
        try {
            Files.createDirectories(folder);
            JSON.writeValue(arriving.toFile(), serving);
            Files.move(
                    arriving,
                    folder.resolve(SERVING),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(SERVING), e);
        }
        return serving;
    }
}
