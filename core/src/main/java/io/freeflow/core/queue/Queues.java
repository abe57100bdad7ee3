package io.freeflow.core.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * Finds queues on a corridor. Arrays follow its stations in the order of travel; {@code NaN} is missing.
 *
 * <p>A station that says nothing is passed over: a dead loop cuts no queue in two. Stations more than {@link
 * #NEIGHBOUR_MILES} apart are no neighbours: nobody knows the road between them.
 */
public final class Queues {

    /** Slower than this, a station is in a queue: where moderate congestion ends and heavy begins. */
    public static final double BELOW_MPH = 30;

    static final double NEIGHBOUR_MILES = 4;
    private static final int FEWEST_STATIONS = 2;
    private static final double LIKELY = 0.5;

    private Queues() {}

    /** The queues of one window in the order of travel: slow stations in a row, at least two and as many as there are. */
    public static List<Queue> find(double[] postmileMiles, double[] mph) {
        return where(postmileMiles, mph, speed -> speed < BELOW_MPH);
    }

    /** Neighbouring stations in the order of travel, at least two in a row and as many as there are, of which this holds. */
    public static List<Queue> where(double[] postmileMiles, double[] values, DoublePredicate wanted) {
        return runs(postmileMiles, values, wanted).stream()
                .filter(run -> run.stations() >= FEWEST_STATIONS)
                .map(run -> new Queue(run.first(), run.last()))
                .toList();
    }

    /**
     * How far a queue will reach.
     *
     * @param belowProbabilities how probable it is that each station is below {@link #BELOW_MPH}
     */
    public static Reach reach(Queue queue, double[] postmileMiles, double[] belowProbabilities) {
        for (Run run : runs(postmileMiles, belowProbabilities, probability -> probability >= LIKELY)) {
            if (run.first() <= queue.head() && run.last() >= queue.tail()) {
                return new Reach.Queued(
                        run.first(),
                        belowProbabilities[run.first()],
                        upstream(run.first(), postmileMiles, belowProbabilities));
            }
        }
        double greatest = Double.NaN;
        for (int station = queue.tail(); station <= queue.head(); station++) {
            double probability = belowProbabilities[station];
            if (Double.isNaN(greatest) || probability > greatest) {
                greatest = probability;
            }
        }
        return Double.isNaN(greatest) ? new Reach.Unknown() : new Reach.Dissolved(greatest);
    }

    private static OptionalDouble upstream(int tail, double[] postmileMiles, double[] probabilities) {
        for (int station = tail - 1; station >= 0; station--) {
            if (!Double.isNaN(probabilities[station])) {
                return areNeighbours(postmileMiles, station, tail)
                        ? OptionalDouble.of(probabilities[station])
                        : OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }

    private record Run(int first, int last, int stations) {}

    /** Maximal runs of neighbours whose value is wanted. */
    private static List<Run> runs(double[] postmileMiles, double[] values, DoublePredicate wanted) {
        var runs = new ArrayList<Run>();
        boolean open = false;
        for (int station = 0; station < values.length; station++) {
            if (Double.isNaN(values[station])) {
                continue;
            }
            if (!wanted.test(values[station])) {
                open = false;
            } else if (open && areNeighbours(postmileMiles, runs.getLast().last(), station)) {
                var run = runs.removeLast();
                runs.add(new Run(run.first(), station, run.stations() + 1));
            } else {
                runs.add(new Run(station, station, 1));
                open = true;
            }
        }
        return runs;
    }

    private static boolean areNeighbours(double[] postmileMiles, int one, int other) {
        return Math.abs(postmileMiles[one] - postmileMiles[other]) <= NEIGHBOUR_MILES;
    }
}
