package io.freeflow.pipeline.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Remark;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reading that is strange is taken as it stands, and says what is strange about it. A, B and C have 4 lanes each. */
class A06_RemarksTest {

    private static final String CASES = """
            mph=0;  vph=101           | STANDING_WITH_FLOW
            mph=0;  vph=100           |
            mph=65; vph=0             |
            mph=0;  vph=0; occ=100    |
            vph=401; occ=0            | FLOW_WITHOUT_OCCUPANCY
            vph=400; occ=0            |
            mph=0;  vph=0; occ=0      |
            vph=0;  occ=10.1          | OCCUPANCY_WITHOUT_FLOW
            vph=0;  occ=10            |
            mph=5;  vph=0; occ=90     |
            mph=6;  vph=0; occ=90     | OCCUPANCY_WITHOUT_FLOW
            vph=12001; occ=30         | FLOW_ABOVE_CAPACITY
            vph=12000; occ=30         |
            vph=8001; occ=9.9         | LOW_OCCUPANCY_FOR_FLOW
            vph=8001; occ=10          |
            vph=8000; occ=9.9         |
            mph=70; vph=8001; occ=9.9 |
            mph=60; vph=6000; occ=4.7 | IMPLAUSIBLE_VEHICLE_LENGTH
            mph=60; vph=6000; occ=4.8 |
            mph=60; vph=2400; occ=11.3 |
            mph=60; vph=2400; occ=11.4 | IMPLAUSIBLE_VEHICLE_LENGTH
            mph=60; vph=228; occ=40   |
            mph=60; vph=240; occ=40   | IMPLAUSIBLE_VEHICLE_LENGTH
            """;

    private final Desk desk = new Desk();

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = CASES)
    void isRemarked(String quantities, String remark) {
        var reading = desk.read("sensor=A; time=2012-03-01T08:00:00Z; " + quantities);

        assertThat(reading.remarks())
                .isEqualTo(remark == null ? java.util.List.of() : java.util.List.of(Remark.valueOf(remark)));
        assertThat(reading.corrections()).isEmpty();
        assertThat(desk.books()).containsEntry("accepted", 1L);
    }

    @Test
    void eachRemarkIsCounted() {
        desk.read("sensor=A; time=2012-03-01T08:00:00Z; mph=0; vph=13000");

        assertThat(desk.books())
                .containsEntry("accepted", 1L)
                .containsEntry("remarked.standing-with-flow", 1L)
                .containsEntry("remarked.flow-above-capacity", 1L);
    }

    @Test
    void aReadingThatIsCorrectedMayBeRemarkedToo() {
        var reading = desk.read("sensor=A; time=2012-03-01T08:00:00Z; mph=0; vph=16000");

        assertThat(reading.corrections()).hasSize(1);
        assertThat(reading.remarks()).containsExactly(Remark.STANDING_WITH_FLOW, Remark.FLOW_ABOVE_CAPACITY);
        assertThat(desk.books()).containsEntry("corrected", 1L);
    }

    @Test
    void lanesThatNobodyKnowsAreManyAndWhatDependsOnThemIsNotRemarked() {
        assertThat(desk.read("sensor=Z; time=2012-03-01T08:00:00Z; vph=800; occ=0")
                        .remarks())
                .isEmpty();
        assertThat(desk.read("sensor=Z; time=2012-03-01T08:00:00Z; vph=801; occ=0")
                        .remarks())
                .containsExactly(Remark.FLOW_WITHOUT_OCCUPANCY);
        assertThat(desk.read("sensor=Z; time=2012-03-01T08:00:00Z; vph=15000; occ=5")
                        .remarks())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, FLOW_ABOVE_CAPACITY", "02, FLOW_ABOVE_CAPACITY", "3,", "-2,", "two,", "102,", "0,"})
    void aRecordMaySayItsLanes(String lanes, String remark) {
        var reading = desk.read("sensor=Z; time=2012-03-01T08:00:00Z; vph=6001; occ=50; lanes=" + lanes);

        assertThat(reading.remarks())
                .isEqualTo(remark == null ? java.util.List.of() : java.util.List.of(Remark.valueOf(remark)));
    }

    @Test
    void theNetworkKnowsLanesBetterThanTheRecord() {
        assertThat(desk.read("sensor=A; time=2012-03-01T08:00:00Z; vph=6001; occ=50; lanes=2")
                        .remarks())
                .isEmpty();
    }

    @Test
    void aWeekBeforeTheFeedClockIsOld() {
        desk.mark("2012-03-08T08:00:00Z");

        assertThat(desk.read("sensor=A; mph=65; time=2012-03-01T08:00:00Z").remarks())
                .isEmpty();
        assertThat(desk.read("sensor=A; mph=65; time=2012-03-01T07:59:59Z").remarks())
                .containsExactly(Remark.OLD);
    }

    @Test
    void wellAboveItsOwnFreeFlowIsRemarked() {
        var slow = new Desk(ValidateConfig.USUAL, Desk.withFreeFlow(40));

        assertThat(slow.read("sensor=A; time=2012-03-01T08:00:00Z; mph=60").remarks())
                .isEmpty();
        assertThat(slow.read("sensor=A; time=2012-03-01T08:00:00Z; mph=60.1").remarks())
                .containsExactly(Remark.FAR_ABOVE_FREE_FLOW);
    }

    @Test
    void theTableKnowsEveryRemarkButTheTwoAbove() {
        var told = EnumSet.noneOf(Remark.class);
        CASES.lines()
                .map(line -> line.substring(line.indexOf('|') + 1).strip())
                .filter(name -> !name.isEmpty())
                .forEach(name -> told.add(Remark.valueOf(name)));

        assertThat(EnumSet.complementOf(told)).containsExactly(Remark.OLD, Remark.FAR_ABOVE_FREE_FLOW);
    }

    @Test
    void namesOnTheWireGoThereAndBack() {
        assertThat(Arrays.stream(Remark.values()).map(Remark::wireName))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z-]+"));
        assertThat(Remark.values())
                .allSatisfy(remark ->
                        assertThat(Remark.ofWireName(remark.wireName())).isEqualTo(remark));
    }
}
