/** Where the stages are put together; nobody imports it. */
@NullMarked
package io.freeflow.app;

import org.jspecify.annotations.NullMarked;
