/**
 * The whole road in one thread and in one order that a seed decides: what is sent twice, late, out of order, wrong or not at
 * all, and who crashes when. No clock, no network, no threads: a failure is replayed by its seed.
 */
@NullMarked
package io.freeflow.app.simulation;

import org.jspecify.annotations.NullMarked;
