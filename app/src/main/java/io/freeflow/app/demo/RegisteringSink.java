package io.freeflow.app.demo;

import io.freeflow.core.network.Network;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.SensorPlace;
import io.freeflow.core.store.Advance;
import io.freeflow.core.store.Sink;
import io.freeflow.core.store.SourcePartition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Registers the sensors that validation found, whatever door their readings came by, before the batch that speaks of them is
 * stored: a batch that comes again registers nobody twice. Owned by the thread of the store loop.
 */
final class RegisteringSink implements Sink {

    /** Each version of the network is stored whole, so while many join it is not saved for each. */
    private static final Duration BETWEEN_VERSIONS = Duration.ofSeconds(1);

    private final Sink store;
    private final RegisteredSensors sensors;
    private final Consumer<Network> shown;
    private final InstantSource clock;
    private Instant shownAt = Instant.EPOCH;
    private boolean joined;

    /**
     * A sink before the store.
     *
     * @param sensors which those join that say their place
     * @param shown is told the network when some have joined
     * @param clock wall clock
     */
    RegisteringSink(Sink store, RegisteredSensors sensors, Consumer<Network> shown, InstantSource clock) {
        this.store = store;
        this.sensors = sensors;
        this.shown = shown;
        this.clock = clock;
    }

    @Override
    public Map<SourcePartition, Long> positions() {
        return store.positions();
    }

    @Override
    public void write(List<? extends Message> batch, Map<SourcePartition, Advance> advances) {
        var places = new HashMap<String, RawPlace>();
        for (Message message : batch) {
            if (message instanceof SensorPlace found) {
                places.putIfAbsent(found.sensorId(), found.place());
            }
        }
        joined |= !places.isEmpty() && sensors.add(places);
        showWhoJoined();
        store.write(batch, advances);
    }

    @Override
    public void idle() {
        showWhoJoined();
        store.idle();
    }

    private void showWhoJoined() {
        var now = clock.instant();
        if (joined && !now.isBefore(shownAt.plus(BETWEEN_VERSIONS))) {
            shown.accept(sensors.network());
            shownAt = now;
            joined = false;
        }
    }
}
