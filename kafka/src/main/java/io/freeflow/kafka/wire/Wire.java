package io.freeflow.kafka.wire;

import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.DeadLetter;
import io.freeflow.core.road.FeedState;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Imputation;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.LetterPassed;
import io.freeflow.core.road.Mark;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.RawRecord;
import io.freeflow.core.road.Reading;
import io.freeflow.core.road.ScoreSheet;
import io.freeflow.core.road.SensorHealth;
import io.freeflow.core.road.SensorPlace;
import io.freeflow.core.road.WindowPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the Confluent wire format: a zero byte, the schema's number in four bytes, the Avro body. Raw records travel
 * as they came and are not known here. Not thread-safe.
 */
public final class Wire {

    /** The first byte of every message of ours; no JSON or CSV begins with it. */
    public static final byte MAGIC = 0;

    private static final int HEADER = 5;

    private static final Map<Integer, Codec<? extends Message>> CODECS = Map.ofEntries(
            Map.entry(SchemaIds.MARK, new MarkCodec()),
            Map.entry(SchemaIds.READING, new ReadingCodec()),
            Map.entry(SchemaIds.DEAD_LETTER, new DeadLetterCodec()),
            Map.entry(SchemaIds.LETTER_PASSED, new LetterPassedCodec()),
            Map.entry(SchemaIds.WINDOW_PART, new WindowPartCodec()),
            Map.entry(SchemaIds.FORECAST, new ForecastCodec()),
            Map.entry(SchemaIds.SCORE_SHEET, new ScoreSheetCodec()),
            Map.entry(SchemaIds.LEDGER_ENTRY, new LedgerEntryCodec()),
            Map.entry(SchemaIds.FEED_STATE, new FeedStateCodec()),
            Map.entry(SchemaIds.ALERT, new AlertCodec()),
            Map.entry(SchemaIds.ALERT_ACT, new AlertActCodec()),
            Map.entry(SchemaIds.SENSOR_HEALTH, new SensorHealthCodec()),
            Map.entry(SchemaIds.INCIDENT, new IncidentCodec()),
            Map.entry(SchemaIds.IMPUTATION, new ImputationCodec()),
            Map.entry(SchemaIds.SENSOR_PLACE, new SensorPlaceCodec()));

    private final WireIds ids;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private @Nullable BinaryEncoder encoder;
    private @Nullable BinaryDecoder decoder;

    /** Bytes that are not a message of ours. */
    public static final class UnknownBytesException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public UnknownBytesException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    public Wire(WireIds ids) {
        this.ids = ids;
    }

    public byte[] encode(Message message) {
        return switch (message) {
            case Mark mark -> encode(SchemaIds.MARK, new MarkCodec(), mark);
            case Reading reading -> encode(SchemaIds.READING, new ReadingCodec(), reading);
            case DeadLetter letter -> encode(SchemaIds.DEAD_LETTER, new DeadLetterCodec(), letter);
            case LetterPassed passed -> encode(SchemaIds.LETTER_PASSED, new LetterPassedCodec(), passed);
            case WindowPart window -> encode(SchemaIds.WINDOW_PART, new WindowPartCodec(), window);
            case Forecast forecast -> encode(SchemaIds.FORECAST, new ForecastCodec(), forecast);
            case ScoreSheet sheet -> encode(SchemaIds.SCORE_SHEET, new ScoreSheetCodec(), sheet);
            case LedgerEntry entry -> encode(SchemaIds.LEDGER_ENTRY, new LedgerEntryCodec(), entry);
            case FeedState state -> encode(SchemaIds.FEED_STATE, new FeedStateCodec(), state);
            case Alert alert -> encode(SchemaIds.ALERT, new AlertCodec(), alert);
            case AlertAct act -> encode(SchemaIds.ALERT_ACT, new AlertActCodec(), act);
            case SensorHealth health -> encode(SchemaIds.SENSOR_HEALTH, new SensorHealthCodec(), health);
            case Incident incident -> encode(SchemaIds.INCIDENT, new IncidentCodec(), incident);
            case Imputation imputation -> encode(SchemaIds.IMPUTATION, new ImputationCodec(), imputation);
            case SensorPlace place -> encode(SchemaIds.SENSOR_PLACE, new SensorPlaceCodec(), place);
            case RawRecord raw -> raw.payload();
        };
    }

    private <M extends Message> byte[] encode(int schema, Codec<M> codec, M message) {
        bytes.reset();
        bytes.write(MAGIC);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(ids.numberOf(schema)).array());
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        try {
            codec.write(message, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            // It still holds half a message.
            encoder = null;
            throw e;
        }
        return bytes.toByteArray();
    }

    /**
     * The message that the bytes hold.
     *
     * @throws UnknownBytesException if they hold none
     */
    public Message decode(byte[] message) {
        if (message.length < HEADER || message[0] != MAGIC) {
            throw new UnknownBytesException("not in the Confluent wire format", null);
        }
        int number = ByteBuffer.wrap(message, 1, 4).getInt();
        var meaning = ids.meaningOf(number);
        try {
            return meaning.writer().isEmpty()
                    ? read(meaning.id(), message, HEADER)
                    : read(meaning.id(), Resolution.of(meaning.writer().get(), meaning.id(), message, HEADER), 0);
        } catch (IOException | RuntimeException e) {
            // Avro and our records have many words for nonsense, and all mean the same here.
            throw new UnknownBytesException("not a message of schema id " + number + ": " + e.getMessage(), e);
        }
    }

    private Message read(int schema, byte[] bytes, int from) throws IOException {
        Codec<? extends Message> codec = Objects.requireNonNull(CODECS.get(schema));
        decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, decoder);
        Message read = codec.read(decoder);
        if (!decoder.isEnd()) {
            throw new IOException("bytes follow its end");
        }
        return read;
    }
}
