/** Typical weeks that are shipped, for a road that has not been seen yet. */
@NullMarked
package io.freeflow.forecast.profile;

import org.jspecify.annotations.NullMarked;
