/** A real Kafka broker for tests. */
@NullMarked
package io.freeflow.testkit.kafka;

import org.jspecify.annotations.NullMarked;
