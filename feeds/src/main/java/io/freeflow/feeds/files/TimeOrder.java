package io.freeflow.feeds.files;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Records in the order of their starts, those of one start as they came: however many they are, as sorted runs in files that
 * are merged (external merge sort; Knuth, The Art of Computer Programming 3, 5.4). Not thread-safe.
 */
public final class TimeOrder implements AutoCloseable {

    private static final long RUN_BYTES = 32 << 20;
    private static final long OVERHEAD = 64;

    private final Path folder;
    private final long runBytes;
    private final List<Path> runs = new ArrayList<>();
    private final List<TimedRecord> current = new ArrayList<>();
    private long currentBytes;
    private long size;

    /**
     * Nothing yet.
     *
     * @param folder for its files, which {@link #close} deletes
     */
    public TimeOrder(Path folder) throws IOException {
        this(folder, RUN_BYTES);
    }

    TimeOrder(Path folder, long runBytes) throws IOException {
        this.folder = Files.createTempDirectory(Files.createDirectories(folder), "order-");
        this.runBytes = runBytes;
    }

    public void add(TimedRecord record) throws IOException {
        current.add(record);
        currentBytes += OVERHEAD + record.payload().length;
        size++;
        if (currentBytes >= runBytes) {
            writeRun();
        }
    }

    /** How many records it holds. */
    public long size() {
        return size;
    }

    private void writeRun() throws IOException {
        current.sort(Comparator.comparingLong(TimedRecord::startMillis));
        var run = folder.resolve("run-" + runs.size());
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), 1 << 16))) {
            for (TimedRecord record : current) {
                out.writeLong(record.startMillis());
                out.writeLong(record.endMillis());
                out.writeUTF(shortened(record.key()));
                out.writeInt(record.payload().length);
                out.write(record.payload());
            }
        }
        runs.add(run);
        current.clear();
        currentBytes = 0;
    }

    /** A key only chooses a lane; a text of this length always fits. */
    private static String shortened(String key) {
        return key.length() <= 200 ? key : key.substring(0, 200);
    }

    /** Goes through all records in order; may be called again, but nothing is added after the first time. */
    public Reader read() throws IOException {
        if (!current.isEmpty()) {
            writeRun();
        }
        return new Reader(runs);
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
        Files.deleteIfExists(folder);
    }

    /** Reads all runs at once. */
    public static final class Reader implements AutoCloseable {
        private final List<Run> open = new ArrayList<>();
        private final PriorityQueue<Run> queue = new PriorityQueue<>(
                Comparator.comparingLong((Run run) -> run.head().startMillis()).thenComparingInt(run -> run.number));

        private Reader(List<Path> runs) throws IOException {
            for (int number = 0; number < runs.size(); number++) {
                var run = new Run(number, runs.get(number));
                open.add(run);
                if (run.advance()) {
                    queue.add(run);
                }
            }
        }

        public Optional<TimedRecord> next() throws IOException {
            var run = queue.poll();
            if (run == null) {
                return Optional.empty();
            }
            var record = run.head();
            if (run.advance()) {
                queue.add(run);
            }
            return Optional.of(record);
        }

        @Override
        public void close() throws IOException {
            for (Run run : open) {
                run.in.close();
            }
        }
    }

    /** One run and its next record. */
    private static final class Run {
        private final int number;
        private final DataInputStream in;
        private @Nullable TimedRecord head;

        Run(int number, Path file) throws IOException {
            this.number = number;
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        }

        TimedRecord head() {
            if (head == null) {
                throw new IllegalStateException("run " + number + " is at its end");
            }
            return head;
        }

        boolean advance() throws IOException {
            if (in.available() == 0) {
                head = null;
                return false;
            }
            long start = in.readLong();
            long end = in.readLong();
            var key = in.readUTF();
            var payload = new byte[in.readInt()];
            in.readFully(payload);
            head = new TimedRecord(start, end, key, payload);
            return true;
        }
    }
}
