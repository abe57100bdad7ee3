package io.freeflow.testkit.postgres;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives test classes the one PostgreSQL of this JVM. It starts with the first class that asks and stops after the last
 * test. Each test takes a {@link PostgresServer#newSchema() schema} of its own.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final PostgresExtension POSTGRES = new PostgresExtension();
 * </pre>
 */
public final class PostgresExtension implements BeforeAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(PostgresExtension.class);

    private @Nullable PostgresServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(PostgresServer.class, key -> PostgresServer.start(), PostgresServer.class);
    }

    public PostgresServer server() {
        if (server == null) {
            throw new IllegalStateException("register the extension in a static field");
        }
        return server;
    }
}
