package io.freeflow.feeds.simulate.road;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Position;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A city that nobody drew: rows and columns of freeways in a square, with an interchange at each crossing, stations
 * every half mile, ramps every mile and one center. The same for the same number of stations.
 */
final class SyntheticCity {

    private static final int DISTRICT = 7;
    private static final int MOST_STATIONS = 1_000_000;
    private static final double STATION_MILES = 0.5;
    /** Freeways lie about so far apart. */
    private static final double SPACING_MILES = 4;
    /** Ramps keep so far from an interchange. */
    private static final double CLEAR_MILES = 0.3;

    private static final double MILES_PER_DEGREE = Math.toRadians(3958.7613);
    private static final Position MIDDLE = new Position(34, -118);

    private final int stations;
    private final int freewaysPerSide;
    private final int placesPerFreeway;
    private final int digits;
    /** Stations that have an id by now. */
    private int placed;

    private SyntheticCity(int stations) {
        this.stations = stations;
        // rows + columns, two directions, as many places per freeway as fit between freeways
        double perCell = 2 * 2 * SPACING_MILES / STATION_MILES;
        this.freewaysPerSide = Math.max(1, (int) Math.round(Math.sqrt(stations / perCell)));
        this.placesPerFreeway = Math.ceilDiv(stations, 4 * freewaysPerSide);
        this.digits = Math.max(5, String.valueOf(stations - 1).length());
    }

    static RoadMap of(int stations) {
        if (stations < 10 || stations > MOST_STATIONS) {
            throw new IllegalArgumentException("a grid has 10 to " + MOST_STATIONS + " stations, was " + stations);
        }
        return new SyntheticCity(stations).roadMap();
    }

    private RoadMap roadMap() {
        var rows = new ArrayList<Freeway>();
        var columns = new ArrayList<Freeway>();
        for (int i = 0; i < freewaysPerSide; i++) {
            double across = shareOf(i);
            rows.add(freeway("R-" + (i + 1), Direction.E, Direction.W, at(0, across), at(1, across)));
            columns.add(freeway("C-" + (i + 1), Direction.N, Direction.S, at(across, 0), at(across, 1)));
        }
        var freeways = new ArrayList<>(rows);
        freeways.addAll(columns);
        return new RoadMap(
                "grid",
                ZoneId.of("America/Los_Angeles"),
                DISTRICT,
                List.of(new Center("Center", MIDDLE, 1)),
                freeways,
                interchanges(rows, columns),
                List.of(),
                List.of());
    }

    /** Where a freeway lies in the square, as a share of its side. */
    private double shareOf(int freeway) {
        return (freeway + 0.5) / freewaysPerSide;
    }

    private Position at(double east, double north) {
        double side = placesPerFreeway * STATION_MILES / MILES_PER_DEGREE;
        return new Position(
                MIDDLE.latitude() + side * (north - 0.5),
                MIDDLE.longitude() + side * (east - 0.5) / Math.cos(Math.toRadians(MIDDLE.latitude())));
    }

    private Freeway freeway(String name, Direction growing, Direction shrinking, Position from, Position to) {
        var line = new Polyline(List.of(from, to));
        double third = Math.round(line.length() / 3 * 10) / 10.0;
        var lanes = List.of(new LaneSection(0, 4), new LaneSection(third, 5), new LaneSection(2 * third, 4));
        return new Freeway(
                name,
                growing,
                shrinking,
                0,
                65,
                line,
                Map.of(growing, lanes, shrinking, lanes),
                ramps(line, growing, shrinking),
                stations(line, growing, shrinking));
    }

    private List<RampPlace> ramps(Polyline line, Direction growing, Direction shrinking) {
        var ramps = new ArrayList<RampPlace>();
        for (int street = 1; 2 * street < placesPerFreeway; street++) {
            double share = 2.0 * street / placesPerFreeway;
            if (fromCrossing(share) * line.length() > CLEAR_MILES) {
                ramps.add(new RampPlace("Street " + street, share * line.length(), Set.of(growing, shrinking)));
            }
        }
        return ramps;
    }

    private double fromCrossing(double share) {
        double position = share * freewaysPerSide;
        return Math.abs(position - Math.floor(position) - 0.5) / freewaysPerSide;
    }

    private List<StationPlace> stations(Polyline line, Direction growing, Direction shrinking) {
        var places = new ArrayList<StationPlace>();
        for (int place = 0; place < placesPerFreeway; place++) {
            double mile = (place + 0.5) / placesPerFreeway * line.length();
            var ids = new EnumMap<Direction, String>(Direction.class);
            for (Direction direction : List.of(growing, shrinking)) {
                if (placed < stations) {
                    ids.put(direction, id(placed++));
                }
            }
            if (!ids.isEmpty()) {
                places.add(new StationPlace("Station " + (place + 1), mile, ids));
            }
        }
        return places;
    }

    private String id(int number) {
        return DISTRICT + "0".repeat(digits - String.valueOf(number).length()) + number;
    }

    private List<Interchange> interchanges(List<Freeway> rows, List<Freeway> columns) {
        var interchanges = new ArrayList<Interchange>();
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                var east = rows.get(row);
                var north = columns.get(column);
                var miles = new LinkedHashMap<String, Double>();
                miles.put(east.name(), shareOf(column) * east.line().length());
                miles.put(north.name(), shareOf(row) * north.line().length());
                interchanges.add(new Interchange(east.name() + " and " + north.name(), miles));
            }
        }
        return interchanges;
    }
}
