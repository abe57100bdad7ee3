package io.freeflow.app.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** How many records of some files were sent to a server, in a small file beside other temporary ones. */
final class UploadPosition {

    private final Path file;

    UploadPosition(Path folder, String fingerprint, URI server) {
        this.file = folder.resolve(fingerprint + "-" + Integer.toHexString(server.hashCode()) + ".sent");
    }

    /** 0 where nothing was sent, or where the file says nothing. */
    long read() throws IOException {
        try {
            return Math.max(0, Long.parseLong(Files.readString(file).strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    void write(long records) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, records + "\n");
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
