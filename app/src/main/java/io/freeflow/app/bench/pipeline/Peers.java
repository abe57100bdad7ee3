package io.freeflow.app.bench.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where the KafkaJS processors lie: in bench/peers of the repository, with their library beside them. */
final class Peers {

    private static final int INSTALL_MINUTES = 5;

    private Peers() {}

    /**
     * Their folder, ready to run.
     *
     * @throws IOException if it is not there or npm cannot get the library
     */
    static Path folder() throws IOException {
        var folder = find();
        if (!Files.isDirectory(folder.resolve("node_modules"))) {
            install(folder);
        }
        return folder;
    }

    private static Path find() throws IOException {
        var here = Path.of("").toAbsolutePath();
        var jar = Path.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator, 2)[0])
                .toAbsolutePath();
        return Stream.concat(parents(jar), parents(here))
                .map(parent -> parent.resolve("bench/peers"))
                .filter(folder -> Files.exists(folder.resolve("package.json")))
                .findFirst()
                .orElseThrow(() ->
                        new IOException("the KafkaJS peers are in bench/peers of the repository, which is not above "
                                + jar + " or " + here + "; --only ours,copy goes without them"));
    }

    private static Stream<Path> parents(Path path) {
        return Stream.iterate(path, parent -> parent != null, Path::getParent);
    }

    private static void install(Path folder) throws IOException {
        var npm = new ProcessBuilder(List.of("npm", "ci"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                throw new IOException("npm ci failed in " + folder + "; --only ours,copy goes without the peers");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
