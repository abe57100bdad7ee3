/** Small builders and sources that the tests of all modules share. */
@NullMarked
package io.freeflow.testkit;

import org.jspecify.annotations.NullMarked;
