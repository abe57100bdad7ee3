package io.freeflow.app.bench;

import io.freeflow.core.alert.AlertCondition;
import io.freeflow.core.alert.AlertPlace;
import io.freeflow.core.network.Corridor;
import io.freeflow.core.network.Network;
import io.freeflow.core.queue.Queues;
import io.freeflow.core.simulator.SensorFault;
import io.freeflow.core.time.FiveMinutes;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the roads of one simulated day were like, and whether an alert is right about it. */
final class AlertTruth {

    private final RoadTruth road;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Field field;
    private final List<Happening> happenings;
    private final List<SensorFault> faults;

    /** The stations of a corridor in the order of travel, with their places among the network's sensors. */
    private record Lane(List<String> ids, int[] sensors, double[] miles) {

        int find(String sensorId) {
            int found = ids.indexOf(sensorId);
            if (found < 0) {
                throw new IllegalArgumentException("there is no station " + sensorId);
            }
            return found;
        }
    }

    /**
     * True speeds of windows in mph by their start, stations in the network's order; {@code NaN} where nobody drove.
     *
     * @param usual of the same day without incidents and special events
     */
    record Field(Function<Instant, float[]> mph, Function<Instant, float[]> usual) {}

    AlertTruth(Network network, Field field, List<Happening> happenings, List<SensorFault> faults) {
        this.road = new RoadTruth(network);
        this.field = field;
        this.happenings = List.copyOf(happenings);
        this.faults = List.copyOf(faults);
        var places = new HashMap<String, Integer>();
        network.sensors().forEach(sensor -> places.put(sensor.id(), places.size()));
        for (Corridor corridor : network.corridors()) {
            var ids = corridor.stations().stream()
                    .map(station -> station.sensor().id())
                    .toList();
            lanes.put(
                    corridor.id(),
                    new Lane(
                            ids,
                            ids.stream().mapToInt(places::get).toArray(),
                            corridor.stations().stream()
                                    .mapToDouble(Corridor.Station::postmileMiles)
                                    .toArray()));
        }
    }

    List<Happening> happenings() {
        return happenings;
    }

    /** Whether what the rule says was so; empty where the simulator has nothing to say. */
    Optional<Boolean> isRight(AlertCondition when, AlertPlace place, Instant opened) {
        return switch (when) {
            case AlertCondition.Queue queue -> Optional.of(hasQueue(place, windowBefore(opened), queue.atLeastMiles()));
            case AlertCondition.QueueAhead ahead ->
                Optional.of(
                        windowsUntil(opened, ahead.horizonMinutes()).anyMatch(window -> hasQueue(place, window, 0)));
            case AlertCondition.Incident incident -> isIncident(place, opened);
            case AlertCondition.Silence silence -> Optional.of(isSilent(place.corridorId(), opened, silence.share()));
            case AlertCondition.Reported reported -> Optional.empty();
        };
    }

    private Optional<Boolean> isIncident(AlertPlace place, Instant opened) {
        if (happenings.stream().anyMatch(each -> road.matches(place, opened, each.incident()))) {
            return Optional.of(true);
        }
        boolean onlookers = happenings.stream().anyMatch(each -> road.isOnlookers(place, opened, each.incident()));
        return onlookers ? Optional.empty() : Optional.of(false);
    }

    boolean isOf(AlertPlace place, Instant opened, Happening happening) {
        return road.matches(place, opened, happening.incident());
    }

    /** The window that is closed at an instant. */
    static Instant windowBefore(Instant at) {
        return FiveMinutes.floor(at.minusMillis(1));
    }

    private static Stream<Instant> windowsUntil(Instant at, int minutes) {
        return Stream.iterate(FiveMinutes.floor(at), window -> window.plus(FiveMinutes.LENGTH))
                .limit(minutes / FiveMinutes.LENGTH.toMinutes());
    }

    /** Whether a true queue of this length stands somewhere on the stretch. */
    private boolean hasQueue(AlertPlace place, Instant window, double atLeastMiles) {
        var lane = lane(place.corridorId());
        double[] miles = lane.miles();
        float[] all = field.mph().apply(window);
        double[] mph =
                Arrays.stream(lane.sensors()).mapToDouble(sensor -> all[sensor]).toArray();
        int tail = lane.find(place.tailSensorId());
        int head = lane.find(place.headSensorId());
        return Queues.find(miles, mph).stream()
                .anyMatch(queue -> queue.tail() <= head
                        && queue.head() >= tail
                        && Math.abs(miles[queue.tail()] - miles[queue.head()]) >= atLeastMiles);
    }

    private Lane lane(String corridorId) {
        return Objects.requireNonNull(lanes.get(corridorId), corridorId);
    }

    /** Whether the stretch is so much slower than without incidents and special events that they made it so. */
    boolean isCaused(AlertPlace place, Instant window) {
        var lane = lane(place.corridorId());
        float[] mph = field.mph().apply(window);
        float[] usual = field.usual().apply(window);
        return Arrays.stream(lane.sensors(), lane.find(place.tailSensorId()), lane.find(place.headSensorId()) + 1)
                        .mapToDouble(sensor -> (double) usual[sensor] - mph[sensor])
                        .filter(slower -> !Double.isNaN(slower))
                        .average()
                        .orElse(0)
                >= TwinDay.SLOWER_MPH;
    }

    private boolean isSilent(String corridorId, Instant opened, double share) {
        var stations = lane(corridorId).ids();
        var window = FiveMinutes.windowOf(windowBefore(opened));
        long out = stations.stream()
                .filter(station -> faults.stream()
                        .anyMatch(fault -> fault.kind() == SensorFault.Kind.OUTAGE
                                && fault.sensorId().equals(station)
                                && fault.interval().start().isBefore(window.end())
                                && fault.interval().end().isAfter(window.start())))
                .count();
        return out >= share * stations.size();
    }
}
