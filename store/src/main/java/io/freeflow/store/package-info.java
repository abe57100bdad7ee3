/** PostgreSQL behind the seams of core. */
@NullMarked
package io.freeflow.store;

import org.jspecify.annotations.NullMarked;
