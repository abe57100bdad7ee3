package io.freeflow.core.incident;

import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.incident.IncidentPlace.Unplaced;
import io.freeflow.core.incident.IncidentPlace.Why;
import io.freeflow.core.incident.IncidentReport.Where;
import io.freeflow.core.network.Corridor;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.road.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the stretch of a network's corridor that a report speaks of. Immutable. */
public final class Placing {

    /** A point farther from every corridor than this is not on one. Stations stand about half a mile apart. */
    public static final double WITHIN_MILES = 0.5;

    /** A road goes on a little beyond its last station. */
    public static final double BEYOND_ENDS_MILES = 1;

    private static final double MILES_PER_DEGREE = 2 * Math.PI * 3958.7613 / 360;

    private final Network network;
    private final List<Corridor> corridors;

    /** A place, and the region whose stage is to hear of it. */
    public record Placed(IncidentPlace place, String region) {}

    /** A point's way to a corridor. */
    private record Foot(Corridor corridor, double postmileMiles, double awayMiles) {}

    public Placing(Network network) {
        this.network = network;
        this.corridors = network.corridors();
    }

    /** Where it is: by its sensor, else by freeway, direction and postmile, else by its points. */
    public Placed place(Where where) {
        var sensor = where.sensorId().flatMap(network::find);
        if (sensor.isPresent() && sensor.get().placement() instanceof Placement.OnFreeway on) {
            return new Placed(
                    new OnCorridor(on.freeway() + "-" + on.direction(), on.postmileMiles(), on.postmileMiles()),
                    sensor.get().region());
        }
        var fitting =
                corridors.stream().filter(corridor -> fits(corridor, where)).toList();
        if (fitting.isEmpty()) {
            return nowhere(
                    Why.UNKNOWN_CORRIDOR,
                    "the network has no corridor "
                            + where.freeway().orElse("of any freeway")
                            + where.direction()
                                    .map(direction -> " " + direction)
                                    .orElse(""));
        }
        if (where.freeway().isPresent() && where.fromPostmileMiles().isPresent()) {
            return byPostmile(where, fitting);
        }
        return where.points().isEmpty()
                ? nowhere(Why.NO_PLACE, "neither a position nor a freeway with a postmile nor a known sensor was said")
                : byPoints(where, fitting);
    }

    private static boolean fits(Corridor corridor, Where where) {
        return where.direction().map(corridor.direction()::equals).orElse(true)
                && where.freeway().map(name -> isSame(name, corridor.freeway())).orElse(true);
    }

    /** {@code I-405}, {@code I 405}, {@code Interstate 405} and {@code 405} are one road; {@code US-101} and {@code SR-101} are not. */
    private static boolean isSame(String said, String freeway) {
        var one = plain(said);
        var other = plain(freeway);
        return one.equals(other)
                || (!number(one).isEmpty() && (one.equals(number(other)) || other.equals(number(one))));
    }

    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT)
                .replaceAll("\\b(INTERSTATE|INTERSTATE HIGHWAY)\\b", "I")
                .replaceAll("\\b(STATE ROUTE|STATE HIGHWAY|CA|SH|HWY|HIGHWAY|ROUTE)\\b", "SR")
                .replaceAll("\\bU\\.?S\\.?( HIGHWAY| ROUTE)?\\b", "US")
                .replaceAll("[^A-Z0-9]", "");
    }

    private static String number(String plain) {
        return plain.replaceAll("[^0-9]", "");
    }

    private static Placed byPostmile(Where where, List<Corridor> fitting) {
        if (fitting.size() > 1) {
            return nowhere(Why.NO_DIRECTION, "the freeway has " + names(fitting) + "; say which");
        }
        var corridor = fitting.getFirst();
        double from = where.fromPostmileMiles().getAsDouble();
        double to = where.toPostmileMiles().orElse(from);
        var stations = corridor.stations();
        double first =
                Math.min(stations.getFirst().postmileMiles(), stations.getLast().postmileMiles());
        double last =
                Math.max(stations.getFirst().postmileMiles(), stations.getLast().postmileMiles());
        if (Math.max(from, to) < first - BEYOND_ENDS_MILES || Math.min(from, to) > last + BEYOND_ENDS_MILES) {
            return nowhere(
                    Why.OFF_CORRIDOR,
                    "%s has postmiles %.1f to %.1f, was %.1f".formatted(corridor.id(), first, last, from));
        }
        return on(corridor, Math.min(from, to), Math.max(from, to));
    }

    private static Placed byPoints(Where where, List<Corridor> fitting) {
        // The corridor is that of the point nearest to one; other points of the report stretch it.
        var near = fitting.stream()
                .flatMap(corridor -> where.points().stream().flatMap(point -> foot(corridor, point).stream()))
                .filter(foot -> foot.awayMiles() <= WITHIN_MILES)
                .sorted(Comparator.comparingDouble(Foot::awayMiles))
                .toList();
        if (near.isEmpty()) {
            return nowhere(Why.TOO_FAR, "no corridor that fits comes within %.1f miles".formatted(WITHIN_MILES));
        }
        var corridor = near.getFirst().corridor();
        if (where.direction().isEmpty()) {
            var twins = near.stream()
                    .map(Foot::corridor)
                    .filter(other -> other.freeway().equals(corridor.freeway()))
                    .distinct()
                    .toList();
            if (twins.size() > 1) {
                return nowhere(Why.NO_DIRECTION, "it is as near to " + names(twins) + "; say which");
            }
        }
        var postmiles = near.stream()
                .filter(foot -> foot.corridor().equals(corridor))
                .mapToDouble(Foot::postmileMiles)
                .summaryStatistics();
        return on(corridor, postmiles.getMin(), postmiles.getMax());
    }

    private static String names(List<Corridor> corridors) {
        return String.join(" and ", corridors.stream().map(Corridor::id).toList());
    }

    /** The nearest point of the straight lines between a corridor's stations. */
    private static Optional<Foot> foot(Corridor corridor, Position point) {
        var stations = corridor.stations();
        var feet = new ArrayList<Foot>();
        for (int i = 0; i < stations.size(); i++) {
            var from = stations.get(i);
            var to = stations.get(Math.min(i + 1, stations.size() - 1));
            double share = share(point, from.sensor().position(), to.sensor().position());
            var nearest = between(from.sensor().position(), to.sensor().position(), share);
            feet.add(new Foot(
                    corridor,
                    from.postmileMiles() + share * (to.postmileMiles() - from.postmileMiles()),
                    point.milesTo(nearest)));
        }
        return feet.stream().min(Comparator.comparingDouble(Foot::awayMiles));
    }

    /** How far along a line its point nearest to another is, 0 to 1, on a plane that touches the earth there. */
    private static double share(Position point, Position from, Position to) {
        double eastMiles = MILES_PER_DEGREE * Math.cos(Math.toRadians(from.latitude()));
        double x = (to.longitude() - from.longitude()) * eastMiles;
        double y = (to.latitude() - from.latitude()) * MILES_PER_DEGREE;
        double square = x * x + y * y;
        if (square == 0) {
            return 0;
        }
        double along = (point.longitude() - from.longitude()) * eastMiles * x
                + (point.latitude() - from.latitude()) * MILES_PER_DEGREE * y;
        return Math.clamp(along / square, 0, 1);
    }

    private static Position between(Position from, Position to, double share) {
        return new Position(
                from.latitude() + share * (to.latitude() - from.latitude()),
                from.longitude() + share * (to.longitude() - from.longitude()));
    }

    private static Placed on(Corridor corridor, double fromMiles, double toMiles) {
        double middle = (fromMiles + toMiles) / 2;
        var nearest = Stream.of(corridor)
                .flatMap(one -> one.stations().stream())
                .min(Comparator.comparingDouble(station -> Math.abs(station.postmileMiles() - middle)))
                .orElseThrow();
        return new Placed(
                new OnCorridor(corridor.id(), fromMiles, toMiles),
                nearest.sensor().region());
    }

    private static Placed nowhere(Why why, String detail) {
        return new Placed(new Unplaced(why, detail), Incident.NOWHERE);
    }
}
