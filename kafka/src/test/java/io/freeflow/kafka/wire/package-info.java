@NullMarked
package io.freeflow.kafka.wire;

import org.jspecify.annotations.NullMarked;
