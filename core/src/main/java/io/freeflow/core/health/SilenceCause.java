package io.freeflow.core.health;

import io.freeflow.core.network.Corridor;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Sensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one thing that silenced a sensor, so that a broken modem is one alarm and not forty.
 *
 * @param id name of the feed's network version, the region, the corridor or the sensor
 * @param sensors how many are silent by it
 */
public record SilenceCause(Level level, String id, int sensors) {

    /** So many neighbours in a row are no chance. */
    private static final int FEWEST_ON_A_LINE = 3;

    private static final int FEWEST_IN_A_REGION = 4;
    private static final double SHARE_OF_A_REGION = 0.9;

    /** From the widest to the narrowest, as PeMS's feed, line, controller and station. */
    public enum Level {
        FEED,
        REGION,
        LINE,
        STATION
    }

    /**
     * The cause for each silent sensor.
     *
     * <p>All sensors: the feed. Nine in ten of a region, at least four: the region. Three or more in a row on a corridor: the
     * communication line along it. Else the station.
     *
     * @param silent ids; those that the network does not know are passed over
     */
    public static Map<String, SilenceCause> of(Network network, Set<String> silent) {
        var causes = new HashMap<String, SilenceCause>();
        var sensors = network.sensors();
        if (sensors.size() > 1 && sensors.stream().allMatch(sensor -> silent.contains(sensor.id()))) {
            blame(causes, sensors, Level.FEED, network.version());
            return causes;
        }
        for (String region : network.regions()) {
            var all = network.sensorsOf(region);
            var down =
                    all.stream().filter(sensor -> silent.contains(sensor.id())).toList();
            if (down.size() >= FEWEST_IN_A_REGION && down.size() >= SHARE_OF_A_REGION * all.size()) {
                blame(causes, down, Level.REGION, region);
            }
        }
        for (Corridor corridor : network.corridors()) {
            lines(causes, corridor, silent);
        }
        for (Sensor sensor : sensors) {
            if (silent.contains(sensor.id())) {
                causes.putIfAbsent(sensor.id(), new SilenceCause(Level.STATION, sensor.id(), 1));
            }
        }
        return causes;
    }

    private static void lines(Map<String, SilenceCause> causes, Corridor corridor, Set<String> silent) {
        var sensors = corridor.sensors();
        int begin = 0;
        for (int i = 0; i <= sensors.size(); i++) {
            if (i == sensors.size() || !silent.contains(sensors.get(i).id())) {
                if (i - begin >= FEWEST_ON_A_LINE) {
                    blame(causes, sensors.subList(begin, i), Level.LINE, corridor.id());
                }
                begin = i + 1;
            }
        }
    }

    private static void blame(Map<String, SilenceCause> causes, List<Sensor> sensors, Level level, String id) {
        for (Sensor sensor : sensors) {
            causes.putIfAbsent(sensor.id(), new SilenceCause(level, id, sensors.size()));
        }
    }
}
