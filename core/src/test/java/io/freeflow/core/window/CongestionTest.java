package io.freeflow.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CongestionTest {

    @ParameterizedTest
    @CsvSource({
        "120, FREE_FLOW, 1",
        "60, FREE_FLOW, 1",
        "59.9, LIGHT, 2",
        "45, LIGHT, 2",
        "44.9, MODERATE, 3",
        "30, MODERATE, 3",
        "29.9, HEAVY, 4",
        "15, HEAVY, 4",
        "14.9, SEVERE, 5",
        "0, SEVERE, 5"
    })
    void theBoundBelongsToTheBetterLevel(double mph, Congestion congestion, int level) {
        assertThat(Congestion.ofSpeed(mph)).isEqualTo(congestion);
        assertThat(congestion.level()).isEqualTo(level);
    }

    @Test
    void aMissingSpeedHasNoLevel() {
        assertThatThrownBy(() -> Congestion.ofSpeed(Double.NaN)).hasMessage("speed must be 0 mph or more, was NaN");
        assertThatThrownBy(() -> Congestion.ofSpeed(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
