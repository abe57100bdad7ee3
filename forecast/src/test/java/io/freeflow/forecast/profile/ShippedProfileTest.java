package io.freeflow.forecast.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.freeflow.forecast.state.Granules;
import io.freeflow.forecast.state.Saved;
import io.freeflow.forecast.time.Calendar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShippedProfileTest {

    @Test
    void whatIsWrittenIsReadToHalfAMilePerHour() throws IOException {
        var profile = typical(3);

        var read = ShippedProfile.read(new ByteArrayInputStream(bytes(profile)));

        assertThat(read.sensorIds()).isEqualTo(profile.sensorIds());
        for (int slot = 0; slot < Calendar.SLOTS; slot++) {
            assertThat(read.mph("station-2", slot)).isEqualTo(profile.mph("station-2", slot));
        }
        assertThat(read.mph("station-1", 100)).isCloseTo(speed(1, 100), within(0.26f));
    }

    @Test
    void aPieceBeginsWithWhatItLearnt() throws IOException {
        var taught = typical(2).with(List.of(new Piece(7)));

        var read = ShippedProfile.read(new ByteArrayInputStream(bytes(taught)));

        var piece = new Piece(0);
        read.begin(piece);
        assertThat(piece.learnt).isEqualTo((byte) 7);
        var untaught = new Piece(3);
        typical(2).begin(untaught);
        assertThat(untaught.learnt).isEqualTo((byte) 3);
    }

    /** Knows one byte. */
    private static final class Piece implements Saved {
        private byte learnt;

        Piece(int learnt) {
            this.learnt = (byte) learnt;
        }

        @Override
        public String kind() {
            return "piece";
        }

        @Override
        public int headerBytes() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void save(Granules granules) {
            granules.put(kind(), "all", new byte[] {learnt});
        }

        @Override
        public void restore(String key, byte[] bytes) {
            learnt = bytes[0];
        }

        @Override
        public void touch() {}
    }

    @Test
    void anUnknownSlotStaysUnknown() throws IOException {
        var means = new float[1][Calendar.SLOTS];
        means[0][7] = Float.NaN;
        var profile = new ShippedProfile(List.of("A"), means);

        var read = ShippedProfile.read(new ByteArrayInputStream(bytes(profile)));

        assertThat(read.mph("A", 7)).isNaN();
        assertThat(read.mph("A", 6)).isEqualTo(0);
        assertThat(read.mph("B", 6)).isNaN();
    }

    @Test
    void aHundredAndThirtyStationsAreASmallFile() throws IOException {
        assertThat(bytes(typical(130))).hasSizeLessThan(200_000);
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        var good = bytes(typical(1));
        var other = new ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(other)) {
            gzip.write(new byte[100]);
        }

        assertThatThrownBy(() -> ShippedProfile.read(new ByteArrayInputStream(other.toByteArray())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a profile");
        assertThatThrownBy(() ->
                        ShippedProfile.read(new ByteArrayInputStream(java.util.Arrays.copyOf(good, good.length / 2))))
                .isInstanceOf(IOException.class);
    }

    private static ShippedProfile typical(int stations) {
        var ids = IntStream.range(0, stations).mapToObj(i -> "station-" + i).toList();
        var random = new Random(9);
        var means = new float[stations][Calendar.SLOTS];
        for (int station = 0; station < stations; station++) {
            for (int slot = 0; slot < Calendar.SLOTS; slot++) {
                means[station][slot] = speed(station, slot) + (float) random.nextGaussian() / 10;
            }
        }
        means[Math.min(1, stations - 1)][100] = speed(1, 100);
        return new ShippedProfile(ids, means);
    }

    private static float speed(int station, int slot) {
        return 55 + 10 * (float) Math.sin(slot * 2 * Math.PI / Calendar.SLOTS_A_DAY + station);
    }

    private static byte[] bytes(ShippedProfile profile) throws IOException {
        var out = new ByteArrayOutputStream();
        profile.write(out);
        return out.toByteArray();
    }
}
