package io.freeflow.kafka.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.freeflow.core.road.Message;
import io.freeflow.kafka.wire.Wire.UnknownBytesException;
import io.freeflow.testkit.EverySeed;
import io.freeflow.testkit.Messages;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are not ours are refused by name, whatever they are. */
class A03_ForeignBytesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "\0", "\0\0\0\0", "\0\0\0\0\t", "\0\0\0\0\1", "sensor,time,mph"})
    void textIsRefused(String text) {
        assertThatExceptionOfType(UnknownBytesException.class)
                .isThrownBy(() -> new Wire(WireIds.committed()).decode(text.getBytes(UTF_8)));
    }

    @Test
    void aClaimOfTwoGigabytesTakesNoMemory() {
        byte[] mark = {0, 0, 0, 0, SchemaIds.MARK, -2, -1, -1, -1, 15, 'a'};

        assertThatExceptionOfType(UnknownBytesException.class)
                .isThrownBy(() -> new Wire(WireIds.committed()).decode(mark))
                .withMessageContaining("2147483647 bytes");
    }

    @EverySeed
    void aMessageCutAnywhereIsRefused(long seed) {
        var random = new Random(seed);
        var wire = new Wire(WireIds.committed());

        for (Message message : new Messages(seed).oneOfEach()) {
            byte[] whole = wire.encode(message);
            byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));

            assertThatExceptionOfType(UnknownBytesException.class)
                    .as("%d of %d bytes of %s", cut.length, whole.length, message)
                    .isThrownBy(() -> wire.decode(cut));
        }
    }

    @EverySeed
    void aMessageThatGoesOnIsRefused(long seed) {
        var wire = new Wire(WireIds.committed());

        for (Message message : new Messages(seed).oneOfEach()) {
            byte[] whole = wire.encode(message);

            assertThatExceptionOfType(UnknownBytesException.class)
                    .isThrownBy(() -> wire.decode(Arrays.copyOf(whole, whole.length + 1)));
        }
    }

    /** A spoilt message may still be one; but it is either read or refused. */
    @EverySeed
    void spoiltBytesAreReadOrRefused(long seed) {
        var random = new Random(seed);
        var wire = new Wire(WireIds.committed());

        for (Message message : new Messages(seed).oneOfEach()) {
            byte[] whole = wire.encode(message);
            for (int i = 0; i < 20; i++) {
                assertReadOrRefused(wire, spoil(whole, random));
            }
            Messages.assertSame(wire.decode(whole), message);
        }
    }

    @EverySeed
    void noiseAfterAHeaderOfOursIsReadOrRefused(long seed) {
        var random = new Random(seed);
        var wire = new Wire(WireIds.committed());

        for (int id : SchemaIds.list()) {
            var noise = new byte[5 + random.nextInt(60)];
            random.nextBytes(noise);
            Arrays.fill(noise, 0, 4, (byte) 0);
            noise[4] = (byte) id;
            assertReadOrRefused(wire, noise);
        }
    }

    private static byte[] spoil(byte[] whole, Random random) {
        byte[] spoilt = whole.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            spoilt[5 + random.nextInt(spoilt.length - 5)] = (byte) random.nextInt();
        }
        return spoilt;
    }

    private static void assertReadOrRefused(Wire wire, byte[] bytes) {
        try {
            assertThat(wire.decode(bytes)).isNotNull();
        } catch (UnknownBytesException e) {
            assertThat(e).hasMessageContaining("schema id");
        }
    }
}
