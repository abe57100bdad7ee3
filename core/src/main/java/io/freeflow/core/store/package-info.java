/** The seams to durable storage, and an in-memory store. */
@NullMarked
package io.freeflow.core.store;

import org.jspecify.annotations.NullMarked;
