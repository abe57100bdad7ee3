package io.freeflow.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.health.SilenceCause.Level;
import io.freeflow.core.network.Direction;
import io.freeflow.core.network.Network;
import io.freeflow.core.network.Placement;
import io.freeflow.core.network.Position;
import io.freeflow.core.network.Sensor;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SilenceCauseTest {

    /** Letters stand in a row on one freeway of a region. */
    private static final Network NETWORK = Network.of(
            ZoneOffset.UTC,
            Stream.concat(sensors("north", "I-5", "ABCDEFGHIJ"), sensors("south", "I-405", "KLMN"))
                    .toList(),
            List.of());

    private static Stream<Sensor> sensors(String region, String freeway, String ids) {
        return ids.chars()
                .mapToObj(id -> new Sensor(
                        Character.toString(id),
                        "",
                        new Position(34, -118),
                        region,
                        new Placement.OnFreeway(freeway, Direction.N, id, 4),
                        OptionalDouble.empty()));
    }

    private static String causes(String silent) {
        Set<String> ids = silent.chars().mapToObj(Character::toString).collect(Collectors.toSet());
        return SilenceCause.of(NETWORK, ids).entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(cause -> cause.getKey() + ": " + cause.getValue().level() + " "
                        + cause.getValue().id() + " "
                        + cause.getValue().sensors())
                .collect(Collectors.joining(", "));
    }

    @Test
    void aSensorAloneIsItsOwnCause() {
        assertThat(causes("B")).isEqualTo("B: STATION B 1");
        assertThat(causes("BC")).isEqualTo("B: STATION B 1, C: STATION C 1");
        assertThat(causes("")).isEmpty();
    }

    @Test
    void threeInARowAreALine() {
        assertThat(causes("BCDG")).isEqualTo("B: LINE I-5-N 3, C: LINE I-5-N 3, D: LINE I-5-N 3, G: STATION G 1");
        assertThat(causes("BDF")).doesNotContain("LINE");
    }

    @Test
    void nineInTenAreTheRegion() {
        assertThat(causes("ABCDEFGHI")).startsWith("A: REGION north 9, B: REGION north 9");
        assertThat(causes("ABCDEFGH")).startsWith("A: LINE I-5-N 8");
        assertThat(causes("KLMN")).startsWith("K: REGION south 4");
    }

    @Test
    void allAreTheFeed() {
        assertThat(causes("ABCDEFGHIJKLMN")).startsWith("A: FEED " + NETWORK.version() + " 14");
        assertThat(SilenceCause.of(NETWORK, Set.of("A", "stranger"))).containsOnlyKeys("A");
        assertThat(Level.values()).startsWith(Level.FEED);
    }
}
