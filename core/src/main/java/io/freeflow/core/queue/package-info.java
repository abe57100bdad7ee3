/** Queues on a corridor, and how far they will reach. */
@NullMarked
package io.freeflow.core.queue;

import org.jspecify.annotations.NullMarked;
