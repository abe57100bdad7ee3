/** Event time: intervals and the grid of five-minute windows. */
@NullMarked
package io.freeflow.core.time;

import org.jspecify.annotations.NullMarked;
