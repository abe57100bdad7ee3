package io.freeflow.testkit.kafka;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives test classes the one broker of this JVM. It starts with the first class that asks and stops after the last test.
 * Each test takes a {@link KafkaServer#newNamespace() namespace} of its own.
 *
 * {@snippet :
 * @RegisterExtension
 * static final KafkaExtension KAFKA = new KafkaExtension();
 * }
 */
public final class KafkaExtension implements BeforeAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(KafkaExtension.class);

    private @Nullable KafkaServer server;

    @Override
    public void beforeAll(ExtensionContext context) {
        server = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(KafkaServer.class, key -> KafkaServer.start(), KafkaServer.class);
    }

    public KafkaServer server() {
        if (server == null) {
            throw new IllegalStateException("register the extension in a static field");
        }
        return server;
    }
}
