package io.freeflow.feeds.formats;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.reading.RawReading;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class A02_F1WriterTest {

    private final F1Writer writer = new F1Writer();

    @Test
    void aRecordHasItsFieldsInAFixedOrder() {
        assertThat(text(writer.write("717825", 1330588800000L, 300, 64.375, 1200, 8.5)))
                .isEqualTo("{\"sensor_id\":\"717825\",\"timestamp\":1330588800000,\"period_seconds\":300,"
                        + "\"speed\":64.375,\"volume\":1200,\"occupancy\":8.5}");
    }

    @Test
    void whatIsMissingIsLeftOutAndZeroIsNot() {
        assertThat(text(writer.write("a", 0, 30, NaN, 0, NaN)))
                .isEqualTo("{\"sensor_id\":\"a\",\"timestamp\":0,\"period_seconds\":30,\"volume\":0}");
    }

    @Test
    void textIsEscaped() {
        assertThat(text(writer.write("a\"b\\c\n\u0001é", 0, 30, NaN, NaN, NaN)))
                .startsWith("{\"sensor_id\":\"a\\\"b\\\\c\\u000a\\u0001é\",");
    }

    @Test
    void textsAreSentAsTheyStand() {
        assertThat(text(writer.write(new RawReading(null, "a", "2023-06-01 00:00:00", null, "fast", null, "07"))))
                .isEqualTo("{\"sensor_id\":\"a\",\"timestamp\":\"2023-06-01 00:00:00\",\"speed\":\"fast\","
                        + "\"occupancy\":\"07\"}");
    }

    @Test
    void infinityIsAProgrammingError() {
        assertThatThrownBy(() -> writer.write("a", 0, 30, Double.POSITIVE_INFINITY, NaN, NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
