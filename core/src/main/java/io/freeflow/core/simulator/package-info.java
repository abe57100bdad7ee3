/** The seam to a simulated road: what really happens on it, and what people do to it. */
@NullMarked
package io.freeflow.core.simulator;

import org.jspecify.annotations.NullMarked;
