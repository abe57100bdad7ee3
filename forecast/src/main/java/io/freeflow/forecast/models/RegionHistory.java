package io.freeflow.forecast.models;

import io.freeflow.core.forecast.History;
import io.freeflow.core.network.Sensor;
import io.freeflow.forecast.time.Calendar;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The newest windows of one region as the models see them. */
final class RegionHistory implements History {

    private final List<Sensor> sensors;
    private final ZoneId zone;
    private final Ring speeds;

    RegionHistory(List<Sensor> sensors, ZoneId zone, Ring speeds) {
        this.sensors = sensors;
        this.zone = zone;
        this.speeds = speeds;
    }

    @Override
    public List<Sensor> sensors() {
        return sensors;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public Instant issuedAt() {
        return Calendar.startOf(speeds.newest() + 1);
    }

    @Override
    public int windows() {
        return Ring.WINDOWS;
    }

    @Override
    public float mph(int sensor, int back) {
        return speeds.get(speeds.newest() - back, sensor);
    }
}
