/**
 * A traffic-flow simulator with ground truth: the city and its days, its detectors and what breaks, the feed, what people
 * change, and the gates that measure it all. It stands on the road, the flow and the demand; recordings stand on it.
 */
@NullMarked
package io.freeflow.feeds.simulate;

import org.jspecify.annotations.NullMarked;
