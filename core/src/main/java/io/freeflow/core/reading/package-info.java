/** What a detector said, and what we think of it. */
@NullMarked
package io.freeflow.core.reading;

import org.jspecify.annotations.NullMarked;
