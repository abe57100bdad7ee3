/** The log, tested on a real broker. */
@NullMarked
package io.freeflow.kafka;

import org.jspecify.annotations.NullMarked;
