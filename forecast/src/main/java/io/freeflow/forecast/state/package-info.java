/** How learnt state is written down and read back. */
@NullMarked
package io.freeflow.forecast.state;

import org.jspecify.annotations.NullMarked;
