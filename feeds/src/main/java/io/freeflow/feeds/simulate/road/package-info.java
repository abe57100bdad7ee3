/** The road of a simulated city: a map of freeways, drawn in a file or laid out as a grid, and the network of its stations. */
@NullMarked
package io.freeflow.feeds.simulate.road;

import org.jspecify.annotations.NullMarked;
