/** Raw lane loops of 20 or 30 seconds in the layout of Portland's archive, rolled up to stations. */
@NullMarked
package io.freeflow.feeds.loops;

import org.jspecify.annotations.NullMarked;
