package io.freeflow.pipeline.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.SensorPlace;
import io.freeflow.pipeline.validate.ValidateConfig.UnknownSensors;
import org.junit.jupiter.api.Test;

/** Sensors that the network does not know say where they are. */
class A08_FoundSensorsTest {

    private static final String READING =
            "time=2012-03-01T16:00:00Z; mph=65; lat=34.5; lon=-118.5; name=Main\u0000St; sensor=";

    @Test
    void theFirstPositionOfAnUnknownSensorIsToldAfterItsReading() {
        var desk = new Desk();

        var out = desk.handAll(READING + "Z");

        assertThat(out).hasExactlyElementsOfTypes(Reading.class, SensorPlace.class);
        assertThat(out.getLast())
                .isEqualTo(new SensorPlace(
                        "Z", "loops", new RawPlace("34.5", "-118.5", null, null, null, null, "Main?St")));
        assertThat(desk.handAll(READING + "Z")).hasExactlyElementsOfTypes(Reading.class);
        assertThat(desk.books()).containsEntry(Counters.SENSORS_FOUND, 1L);
    }

    @Test
    void whatIsKnownOrRejectedOrSaysNoPositionTellsNothing() {
        var desk = new Desk();

        assertThat(desk.handAll(READING + "A")).hasExactlyElementsOfTypes(Reading.class);
        assertThat(desk.handAll(READING + "Z; seconds=0")).hasExactlyElementsOfTypes(DeadLetter.class);
        assertThat(desk.handAll(READING.replace("lat=34.5", "lat=91") + "Z")).hasExactlyElementsOfTypes(Reading.class);
        assertThat(desk.handAll(READING.replace("lat=34.5", "lat=north") + "Z"))
                .hasExactlyElementsOfTypes(Reading.class);
        assertThat(desk.handAll(READING + "Z")).hasSize(2);
    }

    @Test
    void whereUnknownSensorsAreRejectedNoneIsFound() {
        var strict = new Desk(Desk.CONFIG.withUnknownSensors(UnknownSensors.REJECT));

        assertThat(strict.handAll(READING + "Z")).hasExactlyElementsOfTypes(DeadLetter.class);
    }

    @Test
    void aStageThatWasKilledTellsItOnceOnly() {
        var desk = new Desk();
        desk.handAll(READING + "Z");

        var again = desk.killedAndRestored();

        assertThat(again.handAll(READING + "Z")).hasExactlyElementsOfTypes(Reading.class);
        assertThat(again.handAll(READING + "Y")).hasSize(2);
    }
}
