package io.freeflow.pipeline.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Measurement;
import io.freeflow.pipeline.aggregate.Cell.Observation;
import io.freeflow.pipeline.aggregate.Packing.Packer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class A12_PackingTest {

    private record Said(String sensorId, Observation one) {}

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0.0,
                0.01,
                62.35,
                1234.0,
                9_999_999.99,
                1e9,
                1e300,
                1.0 / 3,
                0.1 + 0.2,
                Double.MIN_VALUE,
                Double.NaN
            })
    void aFigureComesBackToItsLastBit(double value) {
        var one = new Observation("loops", 1_000, 30_000, new Measurement(Double.NaN, value, Double.NaN));
        assertThat(unpacked(packed(List.of(new Said("a", one))))).containsExactly(new Said("a", one));
    }

    @Test
    void readingsOfAnyFeedsAndTimesComeBackInTheirOrder() {
        var random = new Random(7);
        var said = new ArrayList<Said>();
        for (int i = 0; i < 10_000; i++) {
            said.add(new Said(
                    "sensor-" + random.nextInt(300) + (random.nextInt(50) == 0 ? "-ñ😀" : ""),
                    new Observation(
                            "feed-" + random.nextInt(3),
                            random.nextBoolean() ? random.nextLong(1L << 42) : 30_000L * random.nextInt(1_000_000),
                            random.nextBoolean() ? 30_000 : 1 + random.nextInt(300_000),
                            new Measurement(
                                    random.nextInt(10) == 0 ? Double.NaN : random.nextInt(10_000) / 100.0,
                                    random.nextDouble() * 4_000,
                                    random.nextInt(1_000) / 10.0))));
        }
        assertThat(unpacked(packed(said))).isEqualTo(said);
    }

    @Test
    void whatIsTakenIsWholeAndTheNextBeginsAnew() {
        var one = new Observation("loops", 90_000, 30_000, new Measurement(60, 1200, 8));
        var packer = new Packer();
        packer.add("a", one);
        byte[] first = packer.take();
        packer.add("a", one);
        assertThat(packer.take()).isEqualTo(first);
        assertThat(packer.size()).isZero();
    }

    @Test
    void aReadingOfALoopTakesLessThanThirteenBytes() {
        var random = new Random(3);
        var said = new ArrayList<Said>();
        for (int sensor = 0; sensor < 64; sensor++) {
            for (int slot = 0; slot < 10; slot++) {
                said.add(new Said(
                        "7" + (10_000 + sensor),
                        new Observation(
                                "loops",
                                1_700_000_100_000L + 30_000L * slot,
                                30_000,
                                new Measurement(
                                        random.nextInt(8_000) / 100.0,
                                        120.0 * random.nextInt(70),
                                        random.nextInt(10_000) / 100.0))));
            }
        }
        assertThat(packed(said).length / (double) said.size()).isLessThan(13);
    }

    private static byte[] packed(List<Said> said) {
        var packer = new Packer();
        said.forEach(it -> packer.add(it.sensorId, it.one));
        return packer.take();
    }

    private static List<Said> unpacked(byte[] bytes) {
        var said = new ArrayList<Said>();
        Packing.unpack(bytes, (sensorId, one) -> said.add(new Said(sensorId, one)));
        return said;
    }
}
