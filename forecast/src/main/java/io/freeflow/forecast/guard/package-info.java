/** The only door through which a forecast leaves. */
@NullMarked
package io.freeflow.forecast.guard;

import org.jspecify.annotations.NullMarked;
