/** Measurements that people repeat: what a method finds, against the simulator's truth. */
@NullMarked
package io.freeflow.app.bench;

import org.jspecify.annotations.NullMarked;
