package io.freeflow.kafka.registry;

import io.freeflow.core.schema.SchemaVersion;
import io.freeflow.kafka.wire.SchemaIds;
import io.freeflow.kafka.wire.WireIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Our schemas under the ids that our messages carry: those of a registry where one is named, else of the committed list. */
public final class Schemas implements AutoCloseable {

    private final WireIds ids;
    private final List<SchemaVersion> versions;
    private final Optional<RegistryClient> registry;

    private Schemas(WireIds ids, List<SchemaVersion> versions, Optional<RegistryClient> registry) {
        this.ids = ids;
        this.versions = List.copyOf(versions);
        this.registry = registry;
    }

    /**
     * Registers our schemas where a registry is named.
     *
     * @throws RegistryException if it does not answer, or refuses one of them
     */
    public static Schemas open(RegistryConfig config) {
        return open(config, SchemaIds.versions());
    }

    static Schemas open(RegistryConfig config, List<SchemaVersion> ours) {
        if (!config.isNamed()) {
            return new Schemas(WireIds.committed(), ours, Optional.empty());
        }
        var registry = new RegistryClient(config);
        try {
            var registration = new Registration(registry);
            var numbers = new HashMap<Integer, Integer>();
            var registered = new ArrayList<SchemaVersion>();
            for (SchemaVersion one : ours) {
                var there = registration.of(one);
                registered.add(there);
                numbers.put(one.id(), there.id());
            }
            return new Schemas(new RegisteredIds(registry, ours, numbers), registered, Optional.of(registry));
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** The registry's address, or that there is none. */
    public String place() {
        return registry.map(RegistryClient::url).orElse("those in the box");
    }

    public WireIds ids() {
        return ids;
    }

    /** All versions that this program knows, with their ids. */
    public List<SchemaVersion> versions() {
        return versions;
    }

    @Override
    public void close() {
        registry.ifPresent(RegistryClient::close);
    }
}
