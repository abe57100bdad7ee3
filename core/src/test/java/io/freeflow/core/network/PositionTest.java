package io.freeflow.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PositionTest {

    private static final Position LOS_ANGELES = new Position(34.0522, -118.2437);
    private static final Position SAN_FRANCISCO = new Position(37.7749, -122.4194);

    @Test
    void fromLosAngelesToSanFranciscoItIs347Miles() {
        assertThat(LOS_ANGELES.milesTo(SAN_FRANCISCO)).isCloseTo(347.4, within(0.5));
        assertThat(SAN_FRANCISCO.milesTo(LOS_ANGELES)).isEqualTo(LOS_ANGELES.milesTo(SAN_FRANCISCO));
        assertThat(LOS_ANGELES.milesTo(LOS_ANGELES)).isZero();
    }

    @Test
    void aDegreeOfLatitudeIs69Miles() {
        assertThat(new Position(34, -118).milesTo(new Position(35, -118))).isCloseTo(69.09, within(0.01));
    }

    @Test
    void theDateLineIsNoWall() {
        assertThat(new Position(0, 179.5).milesTo(new Position(0, -179.5))).isCloseTo(69.09, within(0.01));
    }

    @Test
    void theOtherSideOfTheEarthIsHalfWayRound() {
        assertThat(new Position(0, 0).milesTo(new Position(0, 180))).isCloseTo(12436.8, within(0.1));
    }

    @Test
    void aPositionIsOnTheEarth() {
        assertThatThrownBy(() -> new Position(90.1, 0)).hasMessage("latitude must be -90 to 90, was 90.1");
        assertThatThrownBy(() -> new Position(0, -180.5)).hasMessage("longitude must be -180 to 180, was -180.5");
        assertThatThrownBy(() -> new Position(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
