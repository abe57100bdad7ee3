package io.freeflow.core.window;

import java.util.List;

/**
 * What a sensor that is silent, not believed or without a speed would probably have said in a window. It stands beside the
 * window's own state and never in its place: nothing is learnt from it, scored on it or alerted for it.
 *
 * @param speedMph miles per hour
 * @param flowVph vehicles per hour over all lanes; {@code NaN} where no neighbour counts
 * @param sources what it rests on: ids of the neighbours, nearest first; the version of the profile; the start of the window
 *     of the last value
 */
public record ImputedState(
        String sensorId, double speedMph, double flowVph, ImputationMethod method, List<String> sources) {
    public ImputedState {
        sources = List.copyOf(sources);
    }
}
