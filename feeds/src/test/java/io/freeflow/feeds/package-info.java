/** What the tests of several feeds share. */
@NullMarked
package io.freeflow.feeds;

import org.jspecify.annotations.NullMarked;
