/** What every implementation of a seam promises. */
@NullMarked
package io.freeflow.testkit.contract;

import org.jspecify.annotations.NullMarked;
