package io.freeflow.serve;

import io.freeflow.core.network.Network;
import io.freeflow.core.store.InMemoryTrafficStore;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.TrafficStore;
import io.freeflow.testkit.contract.TrafficStoreContract;

/** The store in memory, which the tests of the server stand on, keeps what every store promises. */
class InMemoryTrafficStoreContractTest extends TrafficStoreContract {

    private final InMemoryTrafficStore store = new InMemoryTrafficStore();

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
        store.save(network);
    }
}
