package io.freeflow.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked into a folder, and the identity they run under: they refuse to be root.
 *
 * @param bin where the programs are
 * @param prefix what stands before each command; empty if we are not root
 * @param owner the user that must own the files
 */
record PostgresCommands(Path bin, List<String> prefix, String owner) {

    PostgresCommands {
        prefix = List.copyOf(prefix);
    }

    /**
     * Unpacks the programs unless they are there, and finds an identity.
     *
     * @throws IOException if there are none for this machine, or no way not to be root
     */
    static PostgresCommands in(Path home) throws IOException {
        var programs = unpack(home);
        var owner = System.getProperty("user.name", "");
        if (!owner.equals("root")) {
            return new PostgresCommands(programs.resolve("bin"), List.of(), owner);
        }
        for (var identity : List.of(
                // In a user namespace of its own root is nobody, and yet the owner of its files.
                new PostgresCommands(programs.resolve("bin"), List.of("unshare", "--user"), "root"),
                other(programs, "postgres"),
                other(programs, "nobody"))) {
            if (identity.works(home)) {
                return identity;
            }
        }
        throw new IOException("PostgreSQL refuses to run as root, and neither 'unshare --user' nor 'setpriv' gives it "
                + "another identity that can reach " + home + ". Run Freeflow as another user, put its data where "
                + "user nobody can reach them, or name a PostgreSQL of yours in store.url");
    }

    private static PostgresCommands other(Path programs, String user) {
        return new PostgresCommands(
                programs.resolve("bin"),
                List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"),
                user);
    }

    /** Gives all files below a folder to the owner; quick if they are already. */
    void own(Path folder) throws IOException {
        if (prefix.isEmpty()) {
            return;
        }
        var principal = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
        try (var paths = Files.walk(folder.normalize())) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                if (!Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(principal)) {
                    Files.setAttribute(path, "posix:owner", principal, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    /**
     * Runs a program to its end.
     *
     * @throws IOException with what it said, if it fails
     */
    void run(String program, String... arguments) throws IOException {
        runWith("", program, arguments);
    }

    /** As {@link #run}, with a text to read. */
    void runWith(String input, String program, String... arguments) throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (await(process) != 0) {
            throw new IOException(program + " failed: " + said);
        }
    }

    private boolean works(Path home) throws IOException {
        try {
            own(home);
            var command = new ArrayList<>(prefix);
            command.addAll(List.of(bin.resolve("postgres").toString(), "--version"));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return await(process) == 0;
        } catch (IOException noSuchProgramOrUser) {
            return false;
        }
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(
                    "interrupted while waiting for " + process.info().command(), e);
        }
    }

    private static Path unpack(Path home) throws IOException {
        var archive = archive();
        var programs = home.resolve("programs");
        var stamp = programs.resolve("archive");
        try (var in = PostgresCommands.class.getClassLoader().getResourceAsStream(archive)) {
            if (in == null) {
                throw new IOException("this build of Freeflow has no PostgreSQL for " + System.getProperty("os.name")
                        + " on " + System.getProperty("os.arch") + "; name one of yours in store.url");
            }
            // Another build may bring another version: the size tells.
            var version = archive + " " + in.available();
            if (Files.exists(stamp) && Files.readString(stamp).equals(version)) {
                return programs;
            }
            var fresh = home.resolve("programs.new");
            FileTrees.delete(fresh);
            untar(in, fresh);
            Files.writeString(fresh.resolve("archive"), version);
            FileTrees.delete(programs);
            Files.move(fresh, programs, StandardCopyOption.ATOMIC_MOVE);
        }
        return programs;
    }

    private static String archive() {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        var arm = arch.equals("aarch64") || arch.equals("arm64");
        if (os.startsWith("mac")) {
            return "postgres-darwin-" + (arm ? "arm_64" : "x86_64") + ".txz";
        }
        if (os.startsWith("windows")) {
            return "postgres-windows-x86_64.txz";
        }
        return "postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static void untar(InputStream in, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive leaves its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.resolve(".."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(path, target.resolve(entry.getLinkName()).normalize());
                } else {
                    Files.copy(tar, path);
                    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                        Files.setPosixFilePermissions(path, permissions(entry.getMode()));
                    }
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.addAll(EnumSet.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return permissions;
    }
}
