/** What travels between stages, and the stage itself. */
@NullMarked
package io.freeflow.core.road;

import org.jspecify.annotations.NullMarked;
