/** The road as a Kafka Streams topology. */
@NullMarked
package io.freeflow.kafka.topology;

import org.jspecify.annotations.NullMarked;
