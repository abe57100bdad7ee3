/** What wants to drive on a day and what is in its way: demand by place and hour, holidays, events, rain, incidents. */
@NullMarked
package io.freeflow.feeds.simulate.demand;

import org.jspecify.annotations.NullMarked;
