package io.freeflow.kafka;

import io.freeflow.testkit.JavaProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** A road in a process of its own, for tests that kill it. Ends when its input does. */
final class RoadProcess {

    private RoadProcess() {}

    static Process start(KafkaConfig config, Path stateFolder) throws IOException {
        return JavaProcess.of(
                        256,
                        RoadProcess.class.getName(),
                        List.of(config.bootstrapServers(), config.namespace(), stateFolder.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static void main(String... arguments) throws IOException {
        var rig = Rig.of(arguments[0], arguments[1], Rig.SMALL);
        try (var _ = rig.startRoad(Path.of(arguments[2]))) {
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
