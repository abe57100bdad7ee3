package io.freeflow.embedded;

import java.nio.file.Path;

/** A process to kill: opens a data folder, starts a database in it and perhaps a broker, commits and waits. */
final class Victim {

    private Victim() {}

    static void main(String... arguments) throws Exception {
        var folder = DataFolder.open(Path.of(arguments[0]));
        var postgres = EmbeddedPostgres.start(folder.postgres(), 0);
        EmbeddedPostgresTest.run(postgres, "CREATE TABLE readings (speed_mph int)");
        EmbeddedPostgresTest.run(postgres, "INSERT INTO readings VALUES (52)");
        if (arguments.length > 1) {
            startBroker(folder);
        }
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static void startBroker(DataFolder folder) throws Exception {
        var broker = EmbeddedBroker.start(folder.kafka(), 0);
        EmbeddedBrokerTest.create(broker.bootstrapServers(), "readings");
        EmbeddedBrokerTest.commit(broker.bootstrapServers(), "A 52");
    }
}
