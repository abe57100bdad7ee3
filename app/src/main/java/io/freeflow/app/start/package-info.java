/** How components come up together and go down in reverse. */
@NullMarked
package io.freeflow.app.start;

import org.jspecify.annotations.NullMarked;
