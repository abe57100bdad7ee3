/** Scenarios, and files of simulated hours with their truth beside them. */
@NullMarked
package io.freeflow.feeds.simulate.record;

import org.jspecify.annotations.NullMarked;
