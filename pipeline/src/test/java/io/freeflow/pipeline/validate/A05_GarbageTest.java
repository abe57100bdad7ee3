package io.freeflow.pipeline.validate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.testkit.EverySeed;
import io.freeflow.testkit.Networks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Whatever comes, each record gets exactly one verdict and the books balance. */
class A05_GarbageTest {

    private static final String[] SENSORS = {"A", "B", "Z", "", " ", "A\0", "\ud800", "S".repeat(101), "傳感器"};
    private static final String[] TIMES = {
        "2012-03-01T08:00:00Z",
        "2012-03-01 00:00:00",
        "1330588800000",
        "2012-03-11 02:30",
        "2012-03-01",
        "",
        "2150-01-01T00:00Z",
        "99999999999999999",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "Z"
    };
    private static final String[] NUMBERS = {
        "65", "0", "-0", "-1", "121", "15001", "1e308", "1e309", "NaN", "Infinity", "fast", "", "0x1p3", "4.9E-324"
    };

    @EverySeed
    void everyRecordGetsExactlyOneVerdictAndTheBooksBalance(long seed) {
        var stage = stage();
        long received = 0;
        for (Message input : inputs(new Random(seed))) {
            var out = new ArrayList<Message>();
            stage.accept(input, out::add);
            received += input instanceof RawRecord ? 1 : 0;

            assertThat(out).hasSize(1);
            switch (out.getFirst()) {
                case Reading reading -> {
                    assertThat(reading.measurement().isMissing()).isFalse();
                    assertThat(reading.knownAt())
                            .isAfterOrEqualTo(reading.interval().end());
                    assertThat(reading.interval().start().toEpochMilli()).isPositive();
                }
                case DeadLetter letter -> {
                    assertThat(letter.payload()).isSameAs(((RawRecord) input).payload());
                    assertThat(letter.detail()).isNotEmpty().hasSizeLessThan(300);
                }
                case Message other -> assertThat(other).isSameAs(input);
            }
        }

        var validate = Ledger.of(List.of(stage.books())).hops().stream()
                .filter(hop -> hop.name().equals("validate"))
                .findFirst()
                .orElseThrow();
        assertThat(stage.books().counts()).containsEntry("received", received);
        assertThat(validate.difference()).isZero();
    }

    @EverySeed
    void aKilledStageGoesOnFromWhatItSaved(long seed) {
        var random = new Random(seed);
        var steady = stage();
        var killed = stage();
        var saved = new TreeMap<String, byte[]>();
        for (Message input : inputs(random)) {
            var expected = new ArrayList<Message>();
            var actual = new ArrayList<Message>();
            steady.accept(input, expected::add);
            killed.accept(input, actual::add);
            assertThat(actual).isEqualTo(expected);

            killed.save((granule, bytes) -> {
                if (bytes != null) {
                    saved.put(granule, bytes);
                }
            });
            if (random.nextInt(10) == 0) {
                killed = stage();
                saved.forEach(killed::restore);
            }
        }

        assertThat(killed.books()).isEqualTo(steady.books());
    }

    private static ValidateStage stage() {
        return new ValidateStage(Desk.CONFIG, new NoteDecoder(), Networks.draw("north I-5 N A B C"), 0);
    }

    private static List<Message> inputs(Random random) {
        var inputs = new ArrayList<Message>();
        var clock = Instant.parse("2012-03-01T07:00:00Z");
        for (int i = 0; i < 60; i++) {
            clock = clock.plusSeconds(random.nextInt(600));
            inputs.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new Mark(random.nextBoolean() ? "loops" : "others", 0, clock);
                        case 1 -> noise(random);
                        default -> note(random);
                    });
        }
        return inputs;
    }

    private static RawRecord noise(Random random) {
        byte[] bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return new RawRecord("loops", bytes);
    }

    private static RawRecord note(Random random) {
        var note = new StringBuilder("sensor=").append(oneOf(SENSORS, random));
        note.append(";time=").append(oneOf(TIMES, random));
        for (String field : List.of("mph", "vph", "occ", "seconds")) {
            if (random.nextInt(3) == 0) {
                note.append(';').append(field).append('=').append(oneOf(NUMBERS, random));
            }
        }
        return new RawRecord("loops", note.toString().getBytes(UTF_8));
    }

    /** Rather one of the first, which are good. */
    private static String oneOf(String[] values, Random random) {
        return values[(int) (values.length * Math.pow(random.nextDouble(), 2))];
    }
}
