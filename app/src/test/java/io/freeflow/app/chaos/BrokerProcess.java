package io.freeflow.app.chaos;

import io.freeflow.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A broker in a process of its own. Ends when its input does. */
final class BrokerProcess {

    private BrokerProcess() {}

    static void main(String... arguments) throws IOException {
        try (var broker = EmbeddedBroker.start(Path.of(arguments[0]), 0)) {
            System.out.println(Child.READY + broker.bootstrapServers());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
