package io.freeflow.core.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasurementTest {

    @Test
    void missingIsNotZero() {
        assertThat(Measurement.MISSING.isMissing()).isTrue();
        assertThat(Measurement.ofSpeed(0).isMissing()).isFalse();
        assertThat(Measurement.ofSpeed(0).hasSpeed()).isTrue();
        assertThat(Measurement.ofSpeed(0).hasFlow()).isFalse();
        assertThat(Measurement.ofSpeed(0)).isNotEqualTo(Measurement.MISSING);
    }

    @Test
    void whatIsMissingIsEqual() {
        assertThat(Measurement.ofSpeed(52)).isEqualTo(new Measurement(52, Double.NaN, Double.NaN));
    }

    @Test
    void nonsenseCannotBeBuilt() {
        assertThatThrownBy(() -> Measurement.ofSpeed(-1)).hasMessageStartingWith("speed_mph must be 0 to");
        assertThatThrownBy(() -> Measurement.ofSpeed(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Measurement(1, -1, 1)).hasMessageStartingWith("flow_vph must be 0 to");
        assertThatThrownBy(() -> new Measurement(1, 1, 100.1))
                .hasMessage("occupancy_percent must be 0 to 100.0 or missing, was 100.1");
    }
}
