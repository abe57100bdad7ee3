package io.freeflow.app.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.reading.Reason;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.feeds.formats.JsonDecoder;
import io.freeflow.pipeline.validate.ValidateConfig;
import io.freeflow.pipeline.validate.ValidateStage;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class NestedReadingsTest {

    private final NestedReadings readings = new NestedReadings(7);
    private final ValidateStage validate =
            new ValidateStage(RoadChild.settings().get(ValidateConfig.class), new JsonDecoder(), readings.network(), 0);

    private Message judge(long index) {
        var outputs = new ArrayList<Message>();
        validate.accept(new RawRecord("bench", readings.json(index)), outputs::add);
        return outputs.getFirst();
    }

    @Test
    void anEventTellsWhichReadingItWas() {
        for (long index = 0; index < 99; index++) {
            assertThat(judge(index))
                    .isInstanceOfSatisfying(
                            Reading.class,
                            event -> assertThat(event.corrections()).isEmpty());
            var event = (Reading) judge(index);
            assertThat(readings.indexOf(event.sensorId(), event.interval().start()))
                    .isEqualTo(index);
        }
    }

    @Test
    void oneInAHundredIsTooFast() {
        for (long index = 0; index < 1_000; index++) {
            judge(index);
        }

        assertThat(validate.books().counts())
                .containsEntry(Counters.ACCEPTED, NestedReadings.validAmong(1_000))
                .containsEntry(Counters.REJECTED + Reason.SPEED_OUT_OF_RANGE.wireName(), 10L);
        assertThat(judge(99)).isInstanceOf(DeadLetter.class);
        assertThat(NestedReadings.isValid(99)).isFalse();
    }

    @Test
    void windowsCloseAfterTenRounds() {
        assertThat(readings.windowsIn(readings.readingsIn(3) - 1)).isEqualTo(2);
        assertThat(readings.windowsIn(readings.readingsIn(3))).isEqualTo(3);
    }
}
