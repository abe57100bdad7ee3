package io.freeflow.app.bench.pipeline;

import io.freeflow.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The broker of all competitors, in a process of its own. Argument: its folder. */
final class BrokerChild {

    private BrokerChild() {}

    static void main(String... arguments) throws IOException {
        try (var broker = EmbeddedBroker.start(Path.of(arguments[0]), 0)) {
            System.out.println(Child.OK + " " + broker.bootstrapServers());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
