package io.freeflow.pipeline.detect;

import io.freeflow.core.network.Corridor;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;

/** A corridor's stations as numbers in the order of travel. Immutable. */
final class Stretch {

    /** A silent station is passed over for the next one within this distance; beyond it, the section is silent. */
    static final double SECTION_MILES = 2.5;

    private final String corridorId;
    private final ZoneId zone;
    private final List<String> sensorIds;
    private final double[] postmiles;
    private final int[] lanes;

    Stretch(Corridor corridor, List<Corridor.Station> stations, ZoneId zone) {
        this.corridorId = corridor.id();
        this.zone = zone;
        this.sensorIds = stations.stream().map(station -> station.sensor().id()).toList();
        this.postmiles =
                stations.stream().mapToDouble(Corridor.Station::postmileMiles).toArray();
        this.lanes = stations.stream().mapToInt(Corridor.Station::lanes).toArray();
    }

    String corridorId() {
        return corridorId;
    }

    ZoneId zone() {
        return zone;
    }

    List<String> sensorIds() {
        return sensorIds;
    }

    int stations() {
        return lanes.length;
    }

    int lanes(int station) {
        return lanes[station];
    }

    double milesBetween(int one, int other) {
        return Math.abs(postmiles[one] - postmiles[other]);
    }

    /** The next station downstream that reports; empty if there is none within {@link #SECTION_MILES}. */
    OptionalInt downstream(int station, Recent.Quantity quantity) {
        return next(station, 1, quantity);
    }

    OptionalInt upstream(int station, Recent.Quantity quantity) {
        return next(station, -1, quantity);
    }

    private OptionalInt next(int station, int step, Recent.Quantity quantity) {
        for (int other = station + step; other >= 0 && other < lanes.length; other += step) {
            if (milesBetween(station, other) > SECTION_MILES) {
                break;
            }
            if (!Double.isNaN(quantity.now(other))) {
                return OptionalInt.of(other);
            }
        }
        return OptionalInt.empty();
    }
}
