/** Files of comma-separated readings as a feed. */
@NullMarked
package io.freeflow.feeds.csv;

import org.jspecify.annotations.NullMarked;
