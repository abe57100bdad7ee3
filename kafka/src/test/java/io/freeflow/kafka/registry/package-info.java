@NullMarked
package io.freeflow.kafka.registry;

import org.jspecify.annotations.NullMarked;
