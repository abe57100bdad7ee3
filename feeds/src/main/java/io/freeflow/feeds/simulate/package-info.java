/** A traffic-flow simulator with ground truth, and its feed. */
@NullMarked
package io.freeflow.feeds.simulate;

import org.jspecify.annotations.NullMarked;
