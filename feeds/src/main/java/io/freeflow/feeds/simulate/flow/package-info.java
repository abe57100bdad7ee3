/** How vehicles move: the cells of a network, what enters and leaves them, and how people drive. It knows no map and no clock. */
@NullMarked
package io.freeflow.feeds.simulate.flow;

import org.jspecify.annotations.NullMarked;
