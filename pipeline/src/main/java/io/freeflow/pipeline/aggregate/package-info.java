/** Readings to five-minute windows that marks close. */
@NullMarked
package io.freeflow.pipeline.aggregate;

import org.jspecify.annotations.NullMarked;
