/** A real PostgreSQL for tests. */
@NullMarked
package io.freeflow.testkit.postgres;

import org.jspecify.annotations.NullMarked;
