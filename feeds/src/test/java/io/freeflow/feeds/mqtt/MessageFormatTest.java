package io.freeflow.feeds.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freeflow.core.ingest.ReadingDoor;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFormatTest {

    @Test
    void anArrayIsItsObjectsEachWithItsOwnBytes() {
        assertThat(split(MessageFormat.DETECT, " [ {\"a\": \"é]\"} ,\n{\"b\":{\"c\":[1]}}]\n"))
                .containsExactly("{\"a\": \"é]\"}", "{\"b\":{\"c\":[1]}}");
    }

    @Test
    void linesThatBeginWithAWholeObjectAreARecordEach() {
        assertThat(split(MessageFormat.DETECT, "{\"a\":\"é\"}\r\n\nbroken\n"))
                .containsExactly("{\"a\":\"é\"}", "broken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DETECT     | `{\"a\":1}`",
                "DETECT     | `{\n \"a\": {\"b\":1}\n}`",
                "DETECT     | `garbage\n{}`",
                "DETECT     | `[{\"a\":1},`",
                "DETECT     | `[{\"a\":1}, 2]`",
                "DETECT     | `[{\"a\":1}] [`",
                "DETECT     | `[]`",
                "DETECT     | ``",
                "RECORD     | `[{\"a\":1},{\"b\":2}]`",
                "JSON_ARRAY | `{\"a\":1}`",
                "JSONL      | `  `"
            })
    void whatDoesNotSplitIsOneRecordWithAllItsBytes(MessageFormat format, String message) {
        assertThat(split(format, message)).containsExactly(message);
    }

    @Test
    void aRecordThatTheLogDoesNotTakeIsCutOff() {
        var message = new byte[ReadingDoor.MAX_RECORD_BYTES + 1];

        assertThat(MessageFormat.RECORD.split(message)).containsExactly(new byte[ReadingDoor.MAX_RECORD_BYTES]);
    }

    @Test
    void anArrayThatIsTooLargeIsOneRecordThatIsTooLarge() {
        var message = "[" + "{},".repeat(MessageFormat.MAX_MESSAGE_BYTES / 3) + "{}]";

        assertThat(split(MessageFormat.DETECT, message))
                .containsExactly(message.substring(0, ReadingDoor.MAX_RECORD_BYTES));
    }

    @ParameterizedTest
    @CsvSource({
        "http://broker:80, u, p, begin with tcp",
        "tcp://u:secret@broker:1883, u, p, must not hold a password",
        "tcp://broker:1883, '', p, needs mqtt.user"
    })
    void settingsThatCannotBeAreRefusedWithoutSayingThePassword(String url, String user, String password, String why) {
        assertThatThrownBy(() -> new MqttConfig(
                        URI.create(url), List.of("a"), MessageFormat.DETECT, "mqtt", "freeflow", user, password))
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
    }

    private static List<String> split(MessageFormat format, String message) {
        return format.split(message.getBytes(UTF_8)).stream()
                .map(record -> new String(record, UTF_8))
                .toList();
    }
}
