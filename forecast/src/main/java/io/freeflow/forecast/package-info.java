/** The forecast stage: a region's closed windows in, its next hour and how good the last ones were out. */
@NullMarked
package io.freeflow.forecast;

import org.jspecify.annotations.NullMarked;
