/** Five-minute states of the road. */
@NullMarked
package io.freeflow.core.window;

import org.jspecify.annotations.NullMarked;
