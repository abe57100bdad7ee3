package io.freeflow.kafka.registry;

import io.freeflow.core.schema.SchemaVersion;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** Puts a schema of ours into a registry, or says why it may not go there. */
final class Registration {

    private final RegistryClient registry;

    Registration(RegistryClient registry) {
        this.registry = registry;
    }

    /**
     * The registry's version of a schema of ours. Whoever registers it again gets the same.
     *
     * @throws RegistryException if the registry has a version that ours cannot read, or refuses it for another reason
     */
    SchemaVersion of(SchemaVersion ours) {
        var there = registry.lookUp(ours.subject(), ours.schema()).orElseGet(() -> register(ours));
        registry.requireBackward(ours.subject());
        return there;
    }

    private SchemaVersion register(SchemaVersion ours) {
        registry.newest(ours.subject())
                .ifPresent(before -> problems(ours.schema(), before.schema()).ifPresent(problems -> {
                    throw refused(ours, "it cannot read version " + before.version() + ": " + problems);
                }));
        registry.register(ours.subject(), ours.schema()).ifPresent(said -> {
            throw refused(ours, "the registry says: " + said);
        });
        return registry.lookUp(ours.subject(), ours.schema())
                .orElseThrow(() -> refused(ours, "the registry took it and does not have it"));
    }

    /** Why a schema cannot read what was written with another; empty where it can. */
    static Optional<String> problems(String reader, String writer) {
        var found = SchemaCompatibility.checkReaderWriterCompatibility(parse(reader), parse(writer))
                .getResult()
                .getIncompatibilities();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.stream()
                        .map(one -> one.getType() + " at " + one.getLocation() + " (" + one.getMessage() + ")")
                        .collect(Collectors.joining("; ")));
    }

    static Schema parse(String schema) {
        return new Schema.Parser().parse(schema);
    }

    private static RegistryException refused(SchemaVersion ours, String why) {
        return new RegistryException(
                "schema " + ours.id() + " does not fit subject " + ours.subject() + ": " + why
                        + ". A new field needs a default, and a field keeps its type; if the subject is newer than this"
                        + " Freeflow, run the newer one",
                null);
    }
}
