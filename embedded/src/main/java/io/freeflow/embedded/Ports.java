package io.freeflow.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on loopback that stay the same from start to start. */
final class Ports {

    /** Below the ranges from which Linux, macOS and Windows give out ports, so that no client of ours sits on one. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    private Ports() {}

    /**
     * The wanted port; or, if that is 0, the one in the file if it is free, or any free one, which goes into the file.
     *
     * @throws IOException if the wanted port is in use
     */
    static int choose(int wanted, Path file) throws IOException {
        if (wanted != 0) {
            if (!isFree(wanted)) {
                throw new IOException("port " + wanted + " is in use by another program");
            }
            return wanted;
        }
        if (Files.exists(file)) {
            int remembered = parse(Files.readString(file).strip());
            if (remembered != 0 && isFree(remembered)) {
                return remembered;
            }
        }
        int port = free();
        Files.writeString(file, port + "\n");
        return port;
    }

    private static int free() throws IOException {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("found no free port from " + LOWEST + " to " + HIGHEST);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int parse(String text) {
        return text.matches("[1-9][0-9]{3,4}") ? Integer.parseInt(text) : 0;
    }
}
