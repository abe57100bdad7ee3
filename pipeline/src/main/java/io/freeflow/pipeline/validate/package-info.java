/** Raw records to verdicts: accepted, corrected, or rejected with a named reason. */
@NullMarked
package io.freeflow.pipeline.validate;

import org.jspecify.annotations.NullMarked;
