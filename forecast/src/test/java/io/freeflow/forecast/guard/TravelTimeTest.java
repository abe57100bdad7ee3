package io.freeflow.forecast.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TravelTimeTest {

    @Test
    void aMileAtSixtyTakesAMinute() {
        assertThat(TravelTime.secondsPerMile(60)).hasValue(60);
    }

    @Test
    void fractionsOfASecondAreLeftOut() {
        assertThat(TravelTime.secondsPerMile(65)).hasValue(55);
    }

    @Test
    void itIsHeldTo36And3600Seconds() {
        assertThat(TravelTime.secondsPerMile(100)).hasValue(36);
        assertThat(TravelTime.secondsPerMile(250)).hasValue(36);
        assertThat(TravelTime.secondsPerMile(0.2)).hasValue(3600);
    }

    @Test
    void aStoppedRoadAndAnUnknownSpeedHaveNone() {
        assertThat(TravelTime.secondsPerMile(0)).isEmpty();
        assertThat(TravelTime.secondsPerMile(-1)).isEmpty();
        assertThat(TravelTime.secondsPerMile(Double.NaN)).isEmpty();
    }
}
