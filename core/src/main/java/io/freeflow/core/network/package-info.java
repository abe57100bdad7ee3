/** Sensors, corridors and the graph of the road. */
@NullMarked
package io.freeflow.core.network;

import org.jspecify.annotations.NullMarked;
