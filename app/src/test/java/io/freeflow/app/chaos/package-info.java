/** The road in real processes that are killed at random while readings flow, and the proof that nothing was lost. */
@NullMarked
package io.freeflow.app.chaos;

import org.jspecify.annotations.NullMarked;
