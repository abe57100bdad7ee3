package io.freeflow.feeds.simulate.record;

import io.freeflow.core.simulator.Intervention;
import java.util.List;

/**
 * What happens in a scenario in one city.
 *
 * @param interventions what is done to the road
 * @param notes the same in words, a sentence each, with what is different because of the city
 */
public record Script(List<Intervention> interventions, List<String> notes) {
    public Script {
        interventions = List.copyOf(interventions);
        notes = List.copyOf(notes);
    }
}
