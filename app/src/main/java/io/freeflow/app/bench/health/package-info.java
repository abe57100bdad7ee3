/** How well broken detectors are found, measured on the simulator's truth. */
@NullMarked
package io.freeflow.app.bench.health;

import org.jspecify.annotations.NullMarked;
