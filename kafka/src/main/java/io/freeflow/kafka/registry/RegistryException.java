package io.freeflow.kafka.registry;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry does not answer, or not with what was asked for. Its message names the registry. Whoever waits for a
 * log that is away waits for this too.
 */
public final class RegistryException extends KafkaException {

    private static final long serialVersionUID = 1;

    RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
