package io.freeflow.feeds.simulate.record;

import static io.freeflow.core.simulator.RainSpell.Rain.HEAVY;
import static io.freeflow.core.simulator.RainSpell.Rain.LIGHT;
import static io.freeflow.core.simulator.RainSpell.Rain.MEDIUM;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import io.freeflow.core.simulator.Intervention.Crowd;
import io.freeflow.feeds.simulate.SimulatedCity;
import io.freeflow.feeds.simulate.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The scenarios that are in the box. Their days are in September: school is in, no holiday, and it hardly ever rains. */
public final class Scenarios {

    private static final SimulatorOptions EVERY_DAY = SimulatorOptions.DEFAULT;
    private static final SimulatorOptions CALM = EVERY_DAY.withoutIncidents();
    private static final Position STADIUM = new Position(34.0739, -118.2400);

    private static final List<Scenario> ALL = List.of(
            new Scenario(
                    "normal",
                    "A Tuesday around noon; nothing happens",
                    LocalDateTime.parse("2026-09-15T11:00"),
                    Duration.ofHours(4),
                    CALM,
                    plot(script -> {})),
            new Scenario(
                    "morning-rush",
                    "A Tuesday morning, slow toward where people work, with what happens on any day",
                    LocalDateTime.parse("2026-09-15T06:30"),
                    Duration.ofHours(3),
                    EVERY_DAY,
                    plot(script -> {})),
            new Scenario(
                    "evening-rush",
                    "A Tuesday evening, slow away from where people work, with what happens on any day",
                    LocalDateTime.parse("2026-09-15T15:30"),
                    Duration.ofHours(3),
                    EVERY_DAY,
                    plot(script -> {})),
            new Scenario(
                    "accident",
                    "A crash on I-405 N at 10:30 blocks most lanes; help comes, and at 11:30 the road is clear",
                    LocalDateTime.parse("2026-09-15T10:00"),
                    Duration.ofMinutes(150),
                    CALM,
                    plot(script -> script.crash(
                            script.carriageway("I-405", Direction.N), 0.62, script.after(minutes(30), minutes(60))))),
            new Scenario(
                    "weather",
                    "The Tuesday of normal, but it rains: light, medium, heavy, light",
                    LocalDateTime.parse("2026-09-15T12:00"),
                    Duration.ofHours(3),
                    CALM,
                    plot(script -> {
                        script.rain(LIGHT, script.after(minutes(30), minutes(30)));
                        script.rain(MEDIUM, script.after(minutes(60), minutes(45)));
                        script.rain(HEAVY, script.after(minutes(105), minutes(45)));
                        script.rain(LIGHT, script.after(minutes(150), minutes(20)));
                    })),
            new Scenario(
                    "stadium-evening",
                    "A Wednesday evening at a stadium: people come from 17:30 on and leave at 22:00",
                    LocalDateTime.parse("2026-09-16T17:00"),
                    Duration.ofMinutes(390),
                    CALM,
                    plot(Scenarios::stadium)),
            new Scenario(
                    "freeway-closure",
                    "All lanes of I-5 N are closed from 20:30 until 00:30; all traffic leaves before",
                    LocalDateTime.parse("2026-09-15T20:00"),
                    Duration.ofHours(5),
                    CALM,
                    plot(script -> script.close(
                            script.carriageway("I-5", Direction.N), 0.55, script.after(minutes(30), minutes(240))))),
            new Scenario(
                    "sensor-outage",
                    "A line along I-10 is cut for an hour: both directions of six miles fall silent",
                    LocalDateTime.parse("2026-09-15T13:00"),
                    Duration.ofHours(2),
                    CALM.withoutFaults(),
                    plot(script -> script.cutLine(
                            script.carriageway("I-10", Direction.E), 0.2, 6, script.after(minutes(30), minutes(60))))),
            new Scenario(
                    "quiet-night",
                    "The small hours of a Wednesday: few vehicles, free roads",
                    LocalDateTime.parse("2026-09-16T01:00"),
                    Duration.ofHours(3),
                    CALM,
                    plot(script -> {})));

    private Scenarios() {}

    /** All of them, the everyday ones first. */
    public static List<Scenario> list() {
        return ALL;
    }

    public static Optional<Scenario> find(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    private static void stadium(ScriptWriter script) {
        script.venue("Dodger Stadium", STADIUM).ifPresent(place -> {
            script.crowd(Crowd.Way.COMING, place, 1.5, 12_000, script.after(minutes(30), minutes(105)));
            script.crowd(Crowd.Way.LEAVING, place, 1.5, 12_000, script.after(minutes(300), minutes(60)));
        });
    }

    private static Scenario.Plot plot(Consumer<ScriptWriter> plot) {
        return (SimulatedCity city, Instant begin) -> {
            var script = new ScriptWriter(city, begin);
            plot.accept(script);
            return script.script();
        };
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
