package io.freeflow.embedded;

import java.nio.file.Path;

/** A process to kill: starts what its arguments name and says how long each took. */
final class Victim {

    private Victim() {}

    static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        long begin = System.nanoTime();
        if (arguments[1].contains("kafka")) {
            var broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
            System.out.println(
                    "kafka " + broker.bootstrapServers() + " " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            if (arguments[1].contains("stop")) {
                Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            }
        }
        begin = System.nanoTime();
        if (arguments[1].contains("postgres")) {
            var postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
            System.out.println("postgres " + postgres.url() + " " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            if (arguments[1].contains("stop")) {
                Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            }
        }
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
