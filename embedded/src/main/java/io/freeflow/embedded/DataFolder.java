package io.freeflow.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The folder with all data of one Freeflow, which nobody else may use until it is closed. The lock is the operating
 * system's, so it ends with the process, however that ends.
 */
public final class DataFolder implements AutoCloseable {

    /** Makes a folder ours: without it nothing is ever deleted. */
    private static final String MARKER = "FREEFLOW";

    private static final String LOCK = "lock";
    /** Trained networks: may be there before anything else, and stay when all else is deleted. */
    private static final String MODELS = "models";

    /** Far behind the text of the lock file, so that others can read it on Windows too. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens a folder, and makes it if it is not there or holds models at most.
     *
     * @throws IOException if another process has it open, or if it holds what is not ours
     */
    public static DataFolder open(Path folder) throws IOException {
        var path = folder.toAbsolutePath().normalize();
        Files.createDirectories(path);
        if (!Files.exists(path.resolve(MARKER))) {
            requireEmpty(path);
            Files.writeString(
                    path.resolve(MARKER),
                    "Freeflow keeps its data here: freeflow demo --reset deletes them, save models.\n");
        }
        var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = tryLock(channel);
            if (lock.isEmpty()) {
                throw new IOException(path + " is in use by another Freeflow: "
                        + Files.readString(path.resolve(LOCK)).strip() + ". Stop it, or choose another --data-dir");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(describeThisProcess().getBytes(StandardCharsets.UTF_8)), 0);
            return new DataFolder(path, channel, lock.get());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Deletes everything in the folder but its models; it stays open and ours. A database that a killed process left behind in it
     * is stopped first.
     */
    public void reset() throws IOException {
        EmbeddedPostgres.stopLeftOver(postgres());
        try (var entries = Files.list(path)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                var name = String.valueOf(entry.getFileName());
                if (!name.equals(MARKER) && !name.equals(LOCK) && !name.equals(MODELS)) {
                    FileTrees.delete(entry);
                }
            }
        }
    }

    public Path path() {
        return path;
    }

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path postgres() {
        return path.resolve("postgres");
    }

    /** Where trained networks are kept. */
    public static Path modelsOf(Path folder) {
        return folder.resolve(MODELS);
    }

    /** Where stream state is kept; it can be made again from Kafka. */
    public Path state() {
        return path.resolve("state");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }

    private static void requireEmpty(Path path) throws IOException {
        try (var entries = Files.list(path)) {
            if (entries.anyMatch(entry -> !entry.endsWith(MODELS))) {
                throw new IOException(path + " holds files that are not Freeflow's; choose an empty or a new folder");
            }
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock(LOCKED_BYTE, 1, false));
        } catch (OverlappingFileLockException thisProcessHasIt) {
            return Optional.empty();
        }
    }

    private static String describeThisProcess() {
        var process = ProcessHandle.current();
        return "process " + process.pid()
                + process.info().startInstant().map(DataFolder::since).orElse("")
                + process.info().user().map(user -> " by " + user).orElse("")
                + Optional.ofNullable(System.getProperty("sun.java.command"))
                        .map(command -> ": " + command)
                        .orElse("") + "\n";
    }

    private static String since(Instant start) {
        return ", started " + start;
    }
}
