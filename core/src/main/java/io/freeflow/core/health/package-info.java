/** What is known of detectors themselves: which are to be believed, and which are not and why. */
@NullMarked
package io.freeflow.core.health;

import org.jspecify.annotations.NullMarked;
