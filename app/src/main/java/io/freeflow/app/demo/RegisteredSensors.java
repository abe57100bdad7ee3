package io.freeflow.app.demo;

import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.feeds.files.SensorBook;
import io.freeflow.pipeline.aggregate.AggregateStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Sensors that said their place in a reading and that the network does not know. They stand beside it in the region of what is
 * unplaced: seen on the map and in lists, forecast by nobody. Kept in a file; the first word about a place counts. Thread-safe.
 */
final class RegisteredSensors {

    private final Path file;
    private final Network base;
    private final SensorBook book;
    private final Set<String> known = new HashSet<>();

    private RegisteredSensors(Path file, Network base, SensorBook book) {
        this.file = file;
        this.base = base;
        this.book = book;
        base.sensors().forEach(sensor -> known.add(sensor.id()));
        placed().sensors().forEach(sensor -> known.add(sensor.id()));
    }

    static RegisteredSensors open(Path file, Network base) {
        try {
            return new RegisteredSensors(file, base, SensorBook.open(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sensors in " + file, e);
        }
    }

    /** The network with all that joined it. */
    synchronized Network network() {
        var sensors = new ArrayList<Sensor>(base.sensors());
        placed().sensors().stream()
                .filter(sensor -> !base.contains(sensor.id()))
                .forEach(sensors::add);
        return sensors.size() == base.sensors().size() ? base : Network.of(base.zone(), sensors, base.edges());
    }

    private boolean isNew(String sensorId) {
        return !known.contains(sensorId);
    }

    /** Takes places; gives whether a sensor joined. One whose place is no position stays new. */
    synchronized boolean add(Map<String, RawPlace> places) {
        places.forEach((sensorId, place) -> {
            if (isNew(sensorId)) {
                book.add(sensorId, place);
            }
        });
        var joined =
                placed().sensors().stream().map(Sensor::id).filter(this::isNew).toList();
        if (joined.isEmpty()) {
            return false;
        }
        try {
            book.save(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the sensors to " + file, e);
        }
        known.addAll(joined);
        return true;
    }

    private Network placed() {
        return book.network(AggregateStage.UNPLACED, base.zone());
    }
}
