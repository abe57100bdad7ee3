package io.freeflow.store;

import io.freeflow.core.network.Network;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.testkit.contract.TrafficStoreContract;
import io.freeflow.testkit.postgres.PostgresExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PostgreSQL keeps what every store promises. */
class T01_PostgresStoreTest extends TrafficStoreContract {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static String schema;
    private static PostgresStore store;

    @BeforeAll
    static void open() {
        schema = POSTGRES.server().newSchema();
        store = Stores.open(POSTGRES.server(), schema);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        Stores.empty(POSTGRES.server(), schema);
    }

    @Override
    public TrafficStore store() {
        return store;
    }

    @Override
    public Sink sink() {
        return store;
    }

    @Override
    protected void save(Network network) {
        store.saveNetwork(network);
    }
}
