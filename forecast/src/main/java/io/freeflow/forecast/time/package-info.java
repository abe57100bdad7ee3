/** Windows and slots of the week. */
@NullMarked
package io.freeflow.forecast.time;

import org.jspecify.annotations.NullMarked;
