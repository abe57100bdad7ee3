package io.freeflow.feeds.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.reading.RawReading;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class A03_RoundTripTest {

    private static final String ALPHABET = "abcXYZ019 _-.\"\\/{}[],:\u0000\u001f\u007fäß東\ud83d\ude97\n\t";

    private final JsonDecoder decoder = new JsonDecoder();
    private final F1Writer writer = new F1Writer();

    static LongStream seeds() {
        var only = Long.getLong("seed");
        return only != null ? LongStream.of(only) : new Random(1).longs(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void textsComeBackAsTheyWere(long seed) {
        var random = new Random(seed);
        var reading = new RawReading(
                text(random), text(random), text(random), text(random), text(random), text(random), text(random));

        assertThat(decoder.decode(writer.write(reading))).isEqualTo(new Decoded.Fields(reading));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void numbersComeBackAsTheyWere(long seed) {
        var random = new Random(seed);
        double speed = number(random);
        double flow = number(random);
        long time = random.nextLong(-1L << 40, 1L << 60);

        var decoded = (Decoded.Fields) decoder.decode(writer.write("a", time, 300, speed, flow, Double.NaN));

        assertThat(decoded.reading().timestamp()).isEqualTo(Long.toString(time));
        assertThat(value(decoded.reading().speedMph())).isEqualTo(speed);
        assertThat(value(decoded.reading().flowVph())).isEqualTo(flow);
        assertThat(decoded.reading().occupancyPercent()).isNull();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void brokenRecordsNeverThrow(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var bytes = writer.write("sensor-é", 1330588800000L, 300, 64.375, 1200, 8.5);
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            var cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));

            decoder.decode(bytes);
            decoder.decode(cut);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noiseNeverThrows(long seed) {
        var random = new Random(seed);
        var noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);

        assertThat(decoder.decode(noise)).isNotNull();
    }

    private static double number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(10_000);
            case 1 -> random.nextInt(100_000) / 1000.0;
            case 2 -> Math.abs(random.nextDouble());
            default -> Math.abs(Double.longBitsToDouble(random.nextLong() & 0x7fdfffffffffffffL));
        };
    }

    private static double value(@Nullable String text) {
        return text == null ? Double.NaN : Double.parseDouble(text);
    }

    private static @Nullable String text(Random random) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        var text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            text.appendCodePoint(ALPHABET.codePointAt(
                    ALPHABET.offsetByCodePoints(0, random.nextInt(ALPHABET.codePointCount(0, ALPHABET.length())))));
        }
        return text.toString();
    }
}
