package io.freeflow.core.road;

import java.time.Instant;

/**
 * A source's word that everything before an instant has been sent through a lane.
 *
 * @param source the feed's name
 * @param lane the partition of traffic-raw it came through
 * @param completeUntil no later record of this source in this lane is about an interval that ends before or at it, save
 *     what is late
 */
public record Mark(String source, int lane, Instant completeUntil) implements Message {}
