package io.freeflow.app.bench;

import io.freeflow.core.simulator.SimulatedIncident;

/**
 * A simulated incident and what the stations could see of it.
 *
 * @param visible whether it made a station upstream slower than in the same day without incidents
 * @param congestedBefore whether the road was slow there before it began
 */
record Happening(SimulatedIncident incident, boolean visible, boolean congestedBefore) {}
