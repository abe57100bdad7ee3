/** {@code freeflow dlq}: rejected records of a running Freeflow, and their way back on the road. */
@NullMarked
package io.freeflow.app.dlq;

import org.jspecify.annotations.NullMarked;
