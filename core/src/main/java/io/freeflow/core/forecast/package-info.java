/** Forecasts as quantiles, and the seam to models. */
@NullMarked
package io.freeflow.core.forecast;

import org.jspecify.annotations.NullMarked;
