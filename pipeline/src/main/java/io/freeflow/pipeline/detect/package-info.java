/**
 * Incidents found in what detectors report, slot by slot. {@link RegionDetector} runs one method over a region's corridors;
 * a method is a {@link Rule} over one corridor, and what it finds section by section becomes {@link Detection}s with a
 * beginning and an end.
 */
@NullMarked
package io.freeflow.pipeline.detect;

import org.jspecify.annotations.NullMarked;
