package io.freeflow.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.testkit.Networks;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sensors that join the network by what their readings say. */
class RegisteredSensorsTest {

    private static final Network BASE = Networks.draw("north I-5 N A B");
    private static final RawPlace PLACE = new RawPlace("34.5", "-118.5", null, null, null, null, "Main St");

    @TempDir
    private Path folder;

    @Test
    void aSensorWithAPositionJoinsAndIsThereAfterARestart() {
        assertThat(open().add(Map.of("Z", PLACE))).isTrue();

        var found = open().network().find("Z").orElseThrow();
        assertThat(found.position()).isEqualTo(new Position(34.5, -118.5));
        assertThat(found.name()).isEqualTo("Main St");
        assertThat(found.region()).isEqualTo("unplaced");
        assertThat(found.placement()).isEqualTo(new Placement.StationOnly());
        assertThat(open().network().sensors()).extracting(Sensor::id).containsExactly("A", "B", "Z");
    }

    @Test
    void aSensorWithAFreewayStandsOnIt() {
        var registered = open();

        registered.add(Map.of("Z", new RawPlace("34.5", "-118.5", "I-5", "N", "101.5", "4", null)));

        assertThat(registered.network().find("Z").orElseThrow().placement())
                .isInstanceOfSatisfying(
                        Placement.OnFreeway.class, on -> assertThat(on.lanes()).isEqualTo(4));
    }

    @Test
    void theNetworkItselfAndTheFirstWordCount() {
        var registered = open();
        registered.add(Map.of("A", PLACE, "Z", PLACE));

        assertThat(registered.add(Map.of("Z", new RawPlace("35", "-119", null, null, null, null, null))))
                .isFalse();

        assertThat(registered.network().find("A")).isEqualTo(BASE.find("A"));
        assertThat(registered.network().find("Z").orElseThrow().position()).isEqualTo(new Position(34.5, -118.5));
    }

    @Test
    void whatIsNoPositionPlacesNobody() {
        var registered = open();

        assertThat(registered.add(Map.of(
                        "Y", new RawPlace("north", "-118.5", null, null, null, null, null),
                        "Z", new RawPlace(null, null, "I-5", "N", null, null, null))))
                .isFalse();

        assertThat(registered.network()).isSameAs(BASE);
        assertThat(registered.add(Map.of("Z", PLACE))).as("told later").isTrue();
    }

    private RegisteredSensors open() {
        return RegisteredSensors.open(folder.resolve("registered.sensors.csv"), BASE);
    }
}
