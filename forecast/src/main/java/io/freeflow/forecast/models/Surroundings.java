package io.freeflow.forecast.models;

import io.freeflow.forecast.models.Neighbours.Near;
import java.util.Arrays;
import java.util.List;

/**
 * What one sensor and its neighbours show at the end of a window: the situation it is in, and the numbers that tell more.
 * Used again and again; not thread-safe.
 */
final class Surroundings {

    /** Not seen for as long as a value is carried on. */
    static final int UNSEEN = 0;

    private static final int STALE = 1;
    private static final int ALONE_FREE = 2;
    private static final int ALONE_SLOW = 3;
    /** Free, and as far as one looks ahead there is no queue. */
    private static final int CLEAR = 4;
    /** Free, and a queue ahead: close, some way off, far. */
    private static final int QUEUE_CLOSE = 5;

    private static final int QUEUE_NEAR = 6;
    private static final int QUEUE_FAR = 7;
    /** Slow between a free neighbour behind and a slow one ahead, within slow ones, before a free one ahead. */
    private static final int TAIL = 8;

    private static final int INSIDE = 9;
    private static final int FRONT = 10;
    /** Added where the queue stands at a place that is free in a typical week. */
    private static final int UNUSUAL = 6;
    /** Added where it is one behind a hard blockade: few get past, so that it hardly moves. */
    private static final int HEAVY = 12;

    static final int SITUATIONS = FRONT + HEAVY + 1;

    static final int INPUTS = 19;

    private static final float SLOW_BELOW = 40;
    private static final float HEAVY_BELOW = 20;
    private static final float CLOSE_MILES = 0.8f;
    private static final float NEAR_MILES = 1.8f;
    private static final float BEYOND_MILES = 2;
    private static final float TYPICALLY_FREE_FROM = 45;
    /** Windows over which a trend is taken. */
    private static final int TREND = 2;

    private static final int OLDEST = 12;
    private static final int YOUNG_BELOW = 4;

    private final Neighbours neighbours;
    private final Ring speeds;
    private final Ring expected;
    private final int carry;

    /** Filled by {@link #look}. */
    final float[] input = new float[INPUTS];

    int situation;
    /** mph; what is left of it is in the point already. */
    float deviation;
    /** Windows since the sensor was seen. */
    int back;

    Surroundings(Neighbours neighbours, Ring speeds, Ring expected, int carry) {
        this.neighbours = neighbours;
        this.speeds = speeds;
        this.expected = expected;
        this.carry = carry;
    }

    /**
     * Looks at a sensor.
     *
     * @param week the typical speeds of the twelve steps to come, from {@code first}
     */
    void look(long window, int sensor, float[] week, int first) {
        Arrays.fill(input, 0);
        situation = UNSEEN;
        back = 0;
        while (back < carry && Float.isNaN(deviation(window - back, sensor))) {
            back++;
        }
        if (back == carry) {
            return;
        }
        deviation = deviation(window - back, sensor);
        float now = speeds.get(window - back, sensor);
        float typical = expected.get(window - back, sensor);
        input[0] = 1;
        input[1] = deviation / 10;
        input[2] = tens(deviation(window - back - 1, sensor) - deviation);
        input[3] = tens(deviation(window - back - TREND, sensor) - deviation);
        input[4] = (typical - 60) / 10;
        input[5] = tens(week[first + 5] - typical);
        input[6] = tens(week[first + 11] - typical);
        input[7] = Math.max(0, 60 - now) / 10;
        if (back > 0) {
            situation = STALE;
            return;
        }
        lookAround(window, sensor, now < SLOW_BELOW);
    }

    private void lookAround(long window, int sensor, boolean slow) {
        var ahead = neighbours.ahead(sensor);
        int next = firstSeen(ahead, window);
        if (next == ahead.size()) {
            situation = slow ? ALONE_SLOW : ALONE_FREE;
            return;
        }
        int one = ahead.get(next).sensor();
        input[8] = tens(deviation(window, one));
        input[9] = trend(window, one);
        input[10] = tens(meanBeyond(window, ahead, next));
        boolean freeBehind = true;
        for (Near near : neighbours.behind(sensor)) {
            float mph = speeds.get(window, near.sensor());
            if (!Float.isNaN(mph)) {
                input[11] = tens(deviation(window, near.sensor()));
                input[12] = trend(window, near.sensor());
                freeBehind = mph >= SLOW_BELOW;
                break;
            }
        }
        if (slow) {
            inQueue(window, sensor, ahead, freeBehind);
        } else {
            beforeQueue(window, ahead);
        }
    }

    private void inQueue(long window, int sensor, List<Near> ahead, boolean freeBehind) {
        int front = first(ahead, window, false);
        situation = front == firstSeen(ahead, window) ? FRONT : freeBehind ? TAIL : INSIDE;
        float miles = miles(ahead, front);
        input[13] = miles;
        input[14] = miles(ahead, first(ahead, window - TREND, false)) - miles;
        input[15] = freeBehind ? 1 : 0;
        tellQueue(window, sensor, sensor, 1 + front, queueMph(window, sensor, ahead, 0, front));
    }

    private void beforeQueue(long window, List<Near> ahead) {
        int tail = first(ahead, window, true);
        if (tail == ahead.size()) {
            situation = CLEAR;
            return;
        }
        float miles = miles(ahead, tail);
        situation = miles < CLOSE_MILES ? QUEUE_CLOSE : miles < NEAR_MILES ? QUEUE_NEAR : QUEUE_FAR;
        int front = tail + 1;
        while (front < ahead.size() && !(speeds.get(window, ahead.get(front).sensor()) >= SLOW_BELOW)) {
            front++;
        }
        input[13] = miles;
        input[14] = miles(ahead, first(ahead, window - TREND, true)) - miles;
        input[15] = miles(ahead, front - 1) - miles;
        int station = ahead.get(tail).sensor();
        int oldest = ahead.get(front - 1).sensor();
        tellQueue(window, station, oldest, front - tail, queueMph(window, station, ahead, tail + 1, front));
    }

    private static float miles(List<Near> ahead, int place) {
        return place < ahead.size() ? ahead.get(place).miles() : Neighbours.AHEAD_MILES;
    }

    /** Mean speed of a station and some ahead. */
    private float queueMph(long window, int station, List<Near> ahead, int from, int to) {
        float sum = speeds.get(window, station);
        int seen = 1;
        for (int i = from; i < to; i++) {
            float mph = speeds.get(window, ahead.get(i).sensor());
            if (!Float.isNaN(mph)) {
                sum += mph;
                seen++;
            }
        }
        return sum / seen;
    }

    /** Whether a queue is a usual one, how hard it is blocked, and how long it has been there. */
    private void tellQueue(long window, int tail, int oldest, int stations, float mph) {
        if (expected.get(window, tail) >= TYPICALLY_FREE_FROM) {
            situation += stations > 1 && mph < HEAVY_BELOW ? HEAVY : UNUSUAL;
        }
        int age = 1;
        while (age < OLDEST && !(speeds.get(window - age, oldest) >= SLOW_BELOW)) {
            age++;
        }
        input[16] = (mph - 20) / 10;
        input[17] = age / 6f;
        input[18] = age < YOUNG_BELOW ? 1 : 0;
    }

    /** The first one that is slow, or the first that is not. */
    private int first(List<Near> ahead, long window, boolean slow) {
        for (int i = 0; i < ahead.size(); i++) {
            float mph = speeds.get(window, ahead.get(i).sensor());
            if (!Float.isNaN(mph) && mph < SLOW_BELOW == slow) {
                return i;
            }
        }
        return ahead.size();
    }

    private int firstSeen(List<Near> ahead, long window) {
        int i = 0;
        while (i < ahead.size() && Float.isNaN(deviation(window, ahead.get(i).sensor()))) {
            i++;
        }
        return i;
    }

    /** Mean deviation of the near ones beyond the next; by miles, so that a dead one brings no farther one in. */
    private float meanBeyond(long window, List<Near> ahead, int next) {
        float sum = 0;
        int seen = 0;
        for (int i = next + 1; i < ahead.size() && ahead.get(i).miles() <= BEYOND_MILES; i++) {
            float deviation = deviation(window, ahead.get(i).sensor());
            if (!Float.isNaN(deviation)) {
                sum += deviation;
                seen++;
            }
        }
        return seen == 0 ? Float.NaN : sum / seen;
    }

    private float trend(long window, int sensor) {
        return tens(deviation(window, sensor) - deviation(window - TREND, sensor));
    }

    private float deviation(long window, int sensor) {
        return speeds.get(window, sensor) - expected.get(window, sensor);
    }

    /** Tens of mph; what is missing says nothing. */
    private static float tens(float mph) {
        return Float.isNaN(mph) ? 0 : mph / 10;
    }
}
