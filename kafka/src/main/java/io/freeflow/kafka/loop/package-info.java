/** The loops at the ends of the road: feeds in, store out. */
@NullMarked
package io.freeflow.kafka.loop;

import org.jspecify.annotations.NullMarked;
