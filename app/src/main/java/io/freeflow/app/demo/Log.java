package io.freeflow.app.demo;

import io.freeflow.kafka.KafkaConfig;
import io.freeflow.kafka.OpenTransactions;
import io.freeflow.kafka.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The broker as a client sees it, with the topics of one namespace created. */
final class Log implements AutoCloseable {

    private final KafkaConfig config;
    private final Admin admin;

    private Log(KafkaConfig config, Admin admin) {
        this.config = config;
        this.admin = admin;
    }

    static Log open(KafkaConfig config) throws InterruptedException {
        var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));
        new Topics(config).create(admin);
        // The broker is ours alone: whoever has a transaction open is dead.
        OpenTransactions.abort(admin, "");
        return new Log(config, admin);
    }

    KafkaConfig config() {
        return config;
    }

    Topics topics() {
        return new Topics(config);
    }

    /** Asks the broker who leads it. */
    String check() throws InterruptedException, ExecutionException {
        var cluster = admin.describeCluster();
        return cluster.nodes().get().size() + " broker(s), controller "
                + cluster.controller().get().idString();
    }

    @Override
    public void close() {
        admin.close();
    }
}
