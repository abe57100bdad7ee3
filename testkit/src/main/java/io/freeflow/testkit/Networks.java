package io.freeflow.testkit;

import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Edge;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Networks from drawings. */
public final class Networks {

    private Networks() {}

    /**
     * One corridor a line, in Los Angeles time: region, freeway, direction, then the sensors a mile apart in the direction
     * of travel, each linked to the next.
     *
     * {@snippet :
     * Networks.draw("""
     *     north  I-5    N  A B C
     *     south  I-405  S  D E
     *     """);
     * }
     */
    public static Network draw(String drawing) {
        var sensors = new ArrayList<Sensor>();
        var edges = new ArrayList<Edge>();
        drawing.strip().lines().forEach(line -> corridor(line.strip().split("\\s+"), sensors, edges));
        return Network.of(ZoneId.of("America/Los_Angeles"), sensors, edges);
    }

    private static void corridor(String[] words, List<Sensor> sensors, List<Edge> edges) {
        Direction direction = Direction.valueOf(words[2]);
        int sign = direction == Direction.N || direction == Direction.E ? 1 : -1;
        for (int i = 3; i < words.length; i++) {
            int mile = sign * (i - 3);
            sensors.add(new Sensor(
                    words[i],
                    words[1] + " " + direction + " " + words[i],
                    new Position(34 + mile / 69.0, -118 - sensors.size() / 1000.0),
                    words[0],
                    new Placement.OnFreeway(words[1], direction, 100 + mile, 4),
                    OptionalDouble.of(65)));
            if (i > 3) {
                edges.add(new Edge(words[i - 1], words[i], 0.8));
            }
        }
    }
}
