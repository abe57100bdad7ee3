package io.freeflow.kafka.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.freeflow.core.road.Message;
import io.freeflow.testkit.EverySeed;
import io.freeflow.testkit.Messages;

class A01_RoundTripTest {

    @EverySeed
    void whatIsEncodedIsDecodedEqual(long seed) {
        var wire = new Wire(WireIds.committed());

        for (Message message : new Messages(seed).oneOfEach()) {
            byte[] bytes = wire.encode(message);
            Message decoded = wire.decode(bytes);

            Messages.assertSame(decoded, message);
            assertThat(wire.encode(decoded)).isEqualTo(bytes);
        }
    }
}
