package io.freeflow.feeds.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.feed.Feed;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Placement;
import io.freeflow.core.simulator.RainSpell.Rain;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.simulator.SimulatedIncident.Kind;
import io.freeflow.feeds.simulate.road.RoadMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class D07_SimulatorControlTest {

    private static final SimulatedCity CITY =
            SimulatedCity.of(RoadMap.losAngeles(), 1, SimulatorOptions.DEFAULT.withoutFaults());
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private SimulatorControl open() {
        return SimulatorControl.open(CITY, folder.resolve("changes.jsonl"));
    }

    private static Feed start(SimulatorControl control) {
        return SimulatorFeed.opener(control, SimulatorFeed.DEMO_START, Duration.ZERO)
                .open(Optional.empty());
    }

    private static void ticks(Feed feed, int ticks) {
        IntStream.range(0, ticks).forEach(tick -> feed.next());
    }

    private static List<String> next(Feed feed) {
        return feed.next().orElseThrow().records().stream()
                .map(item -> new String(item.payload(), java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aClosedRoadQueuesUpstreamWithinMinutesAndRunsEmptyDownstream() {
        var control = SimulatorControl.inMemory(CITY);
        var simulation = TrafficSimulation.at(CITY, SimulatorFeed.DEMO_START, control::changes);
        control.moved(simulation);
        var reports = CITY.newReports();

        int road = CITY.plan().find("US-101", Direction.S).orElseThrow();
        int cell = CITY.plan().cellAt(road, CITY.plan().carriageways().get(road).travelledAt(15));
        int lanes = CITY.plan().grid().lanes()[cell];
        control.block(Kind.LANE_CLOSURE, "US-101", Direction.S, 15, lanes, AN_HOUR);
        simulation.advance(Duration.ofMinutes(20), reports);
        simulation.advance(Duration.ofMinutes(5), reports);

        assertThat(nearest("US-101", Direction.S, 15.6, reports)).isLessThan(15);
        assertThat(simulation.flow().passed(cell)).isZero();
    }

    /** The speed of the station that is nearest to a postmile on its upstream side. */
    private static double nearest(String freeway, Direction direction, double postmile, StationReports reports) {
        double best = Double.POSITIVE_INFINITY;
        double speed = Double.NaN;
        for (int i = 0; i < reports.stations(); i++) {
            if (CITY.network().sensors().get(i).placement() instanceof Placement.OnFreeway place
                    && place.freeway().equals(freeway)
                    && place.direction() == direction
                    && place.postmileMiles() > postmile - 0.5
                    && Math.abs(place.postmileMiles() - postmile) < best) {
                best = Math.abs(place.postmileMiles() - postmile);
                speed = reports.speedMph(i);
            }
        }
        return speed;
    }

    @Test
    void aChangeSurvivesARestartAndTheRoadGoesOnAsItDid() {
        var control = open();
        List<String> asItWas;
        String position;
        try (var feed = start(control)) {
            ticks(feed, 3);
            control.block(Kind.CRASH, "I-10", Direction.W, 12, 3, AN_HOUR);
            control.changeDemand(Optional.of("I-5"), 1.5, AN_HOUR);
            control.rain(Rain.HEAVY, AN_HOUR);
            var broken = control.breakSensor(
                    CITY.stations().get(9).id(), OptionalInt.of(1), SensorFault.Kind.DEAD, 1, AN_HOUR);
            ticks(feed, 5);
            control.end(broken.id());
            position = feed.next().orElseThrow().position();
            ticks(feed, 5);
            asItWas = next(feed);
        }

        var again = open();
        assertThat(again.interventions()).isEqualTo(control.interventions()).hasSize(4);
        try (var feed = SimulatorFeed.opener(again, SimulatorFeed.DEMO_START, Duration.ZERO)
                .open(Optional.of(position))) {
            ticks(feed, 5);
            assertThat(next(feed)).isEqualTo(asItWas);
        }
    }

    @Test
    void anEndedChangeIsOver() {
        var control = SimulatorControl.inMemory(CITY);
        try (var feed = start(control)) {
            ticks(feed, 1);
            var rain = control.rain(Rain.LIGHT, AN_HOUR);
            ticks(feed, 4);

            var ended = control.end(rain.id());

            assertThat(ended)
                    .hasValueSatisfying(one -> assertThat(one.interval().end()).isEqualTo(control.now()));
            assertThat(control.end(rain.id())).isEmpty();
            assertThat(control.end("i99")).isEmpty();
        }
    }

    @Test
    void theTruthHasWhatWasDrawnAndWhatWasDone() {
        var control = SimulatorControl.inMemory(CITY);
        try (var feed = start(control)) {
            ticks(feed, 1);
            int drawn = control.truth().incidents().size();

            var done = control.block(Kind.CRASH, "I-405", Direction.N, 57, 2, AN_HOUR);

            assertThat(drawn).isPositive();
            assertThat(control.truth().incidents()).hasSize(drawn + 1);
            assertThat(control.truth().incidents().getLast().interval()).isEqualTo(done.interval());
        }
    }

    @Test
    void aLineThatACrashCutShortNeverHappened() throws IOException {
        var control = open();
        try (var feed = start(control)) {
            ticks(feed, 1);
            control.rain(Rain.LIGHT, AN_HOUR);
        }

        Files.writeString(folder.resolve("changes.jsonl"), "{\"id\":\"i2\",\"sta", StandardOpenOption.APPEND);

        assertThat(open().interventions()).isEqualTo(control.interventions());
    }

    @Test
    void whatDoesNotFitTheRoadIsRefusedByName() {
        var control = SimulatorControl.inMemory(CITY);

        assertThatThrownBy(() -> control.block(Kind.CRASH, "I-999", Direction.N, 1, 1, AN_HOUR))
                .hasMessage("there is no freeway I-999 N");
        assertThatThrownBy(() -> control.block(Kind.CRASH, "I-405", Direction.N, 900, 1, AN_HOUR))
                .hasMessageMatching("I-405 N has postmiles [\\d.]+ to [\\d.]+, was 900.0");
        assertThatThrownBy(() -> control.block(Kind.CRASH, "I-405", Direction.N, 57, 9, AN_HOUR))
                .hasMessageContaining("can be blocked, was 9");
        assertThatThrownBy(() -> control.rain(Rain.LIGHT, Duration.ofDays(2))).hasMessageContaining("at most 24 h");
        assertThatThrownBy(() -> control.changeDemand(Optional.empty(), 4, AN_HOUR))
                .hasMessageContaining("0 to 3, was 4");
        assertThatThrownBy(() -> control.breakSensor(
                        CITY.stations().get(0).id(), OptionalInt.empty(), SensorFault.Kind.DEAD, 1, AN_HOUR))
                .hasMessageContaining("must be 1 to");
        assertThat(control.interventions()).isEmpty();
    }
}
