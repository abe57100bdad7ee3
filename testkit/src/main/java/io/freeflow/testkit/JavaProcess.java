package io.freeflow.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class of the tests' class path in a process of its own, for tests that kill it. */
public final class JavaProcess {

    private JavaProcess() {}

    /** A process that is small and soon up, with a heap of so many MiB. */
    public static ProcessBuilder of(int heap, String mainClass, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                mainClass));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
