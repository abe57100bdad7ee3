package io.freeflow.feeds.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.network.Direction;
import io.freeflow.core.reading.Decoder.Decoded;
import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.formats.N1Writer.Location;
import io.freeflow.feeds.formats.N1Writer.Sky;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class A06_N1WriterTest {

    private static final LocalDateTime SATURDAY = LocalDateTime.parse("2026-09-19T07:00");
    private static final Location LOCATION = new Location("717825", "I-405", Direction.N, 4);

    private final N1Writer writer = new N1Writer();
    private final JsonDecoder decoder = new JsonDecoder();

    static java.util.stream.LongStream seeds() {
        return A03_RoundTripTest.seeds();
    }

    @Test
    void aRecordLooksLikeTheOriginals() {
        var bytes = writer.write("717825-1", LOCATION, SATURDAY, 30, 64.4, 4200, 9.1, Sky.DRIZZLE);

        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("""
                {"event_id":"717825-1","sensor_id":"717825","timestamp":"2026-09-19T07:00:00","hour":7,"day_of_week":5,\
                "is_weekend":true,"period_seconds":30,"location":{"highway":"I-405","direction":"N","lanes":4},\
                "traffic_data":{"speed_mph":64.4,"volume_vehicles_per_hour":4200,"occupancy_percentage":9.1,\
                "congestion_level":1},"weather":{"condition":"drizzle","precipitation":true}}""");
    }

    @Test
    void whatIsMissingIsLeftOut() {
        var bytes = writer.write("1", LOCATION, SATURDAY, 30, Double.NaN, Double.NaN, Double.NaN, Sky.CLEAR);

        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\"traffic_data\":{},\"weather\"");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theDecoderReadsWhatWasWritten(long seed) {
        var random = new Random(seed);
        double speed = random.nextInt(900) / 10.0;
        double flow = random.nextInt(10_000);
        double occupancy = random.nextInt(1001) / 10.0;

        var decoded =
                decoder.decode(writer.write("e-" + seed, LOCATION, SATURDAY, 30, speed, flow, occupancy, Sky.CLEAR));

        assertThat(decoded)
                .isEqualTo(new Decoded.Fields(new RawReading(
                                "e-" + seed,
                                "717825",
                                "2026-09-19T07:00:00",
                                "30",
                                text(speed),
                                text(flow),
                                text(occupancy))
                        .at(new RawPlace(null, null, "I-405", "N", null, "4", null))));
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
