/** The benchmark of the road from a raw record to a validated event and its window, beside what others would have written. */
@NullMarked
package io.freeflow.app.bench.pipeline;

import org.jspecify.annotations.NullMarked;
