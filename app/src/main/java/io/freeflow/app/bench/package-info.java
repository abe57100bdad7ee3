/** What is measured rather than tested: what a method finds, and how good a forecast is, against the simulator's truth. */
@NullMarked
package io.freeflow.app.bench;

import org.jspecify.annotations.NullMarked;
