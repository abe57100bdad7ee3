@NullMarked
package io.freeflow.kafka.topology;

import org.jspecify.annotations.NullMarked;
