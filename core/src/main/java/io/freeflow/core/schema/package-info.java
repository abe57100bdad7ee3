/** The layouts of messages on the log, as other programs ask for them. */
@NullMarked
package io.freeflow.core.schema;

import org.jspecify.annotations.NullMarked;
