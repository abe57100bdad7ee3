package io.freeflow.kafka.topology;

import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
import io.freeflow.kafka.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Drives one part of a stage inside Kafka Streams: reads inputs, forwards outputs as bytes to topics and as they are to the
 * stage that follows in the same task, and tells its books. Owned by one stream thread.
 */
final class StageProcessor implements Processor<Object, Object, String, Object> {

    private static final Duration BOOKS_EVERY = Duration.ofMillis(500);

    private final String storeName;
    private final Reader reader;
    private final IntFunction<Stage<Message, Message>> stages;
    private final HandOn handOn;
    private final Wire wire;
    private @Nullable Running running;
    private @Nullable LedgerEntry told;

    /** Makes an input of a record's value; empty for one that this stage does not take. */
    interface Reader {
        Optional<Message> read(byte @Nullable [] value, Headers headers, RecordMetadata place, Wire wire);
    }

    /** What exists from init to close. */
    private record Running(
            ProcessorContext<String, Object> context, Stage<Message, Message> stage, Cancellable punctuator) {}

    StageProcessor(
            String storeName, Reader reader, IntFunction<Stage<Message, Message>> stages, HandOn handOn, Wire wire) {
        this.storeName = storeName;
        this.reader = reader;
        this.stages = stages;
        this.handOn = handOn;
        this.wire = wire;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        Stage<Message, Message> stage = stages.apply(context.taskId().partition());
        GranuleStore store = context.getStateStore(storeName);
        store.attach(stage);
        told = null;
        running = new Running(
                context, stage, context.schedule(BOOKS_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tellBooks));
    }

    @Override
    public void process(Record<Object, Object> record) {
        Running at = requireRunning();
        if (record.value() instanceof Message handedOn) {
            accept(at, handedOn, record.timestamp());
        } else {
            reader.read(
                            (byte[]) record.value(),
                            record.headers(),
                            at.context.recordMetadata().orElseThrow(),
                            wire)
                    .ifPresent(input -> accept(at, input, record.timestamp()));
        }
    }

    private void accept(Running at, Message input, long timestamp) {
        hand(at, input, timestamp, handOn.ofInput(input));
        at.stage.accept(input, output -> give(at, output, timestamp));
    }

    private void give(Running at, Message output, long timestamp) {
        int part = at.context.taskId().partition();
        var bytes = forward(at, output, timestamp);
        handOn.crossings(output, part).forEach(sink -> at.context.forward(bytes, sink));
        hand(at, output, timestamp, handOn.ofOutput(output, part));
    }

    private static void hand(Running at, Message message, long timestamp, List<String> followers) {
        if (!followers.isEmpty()) {
            var whole = new Record<String, Object>(Routes.keyOf(message), message, Math.max(0, timestamp));
            followers.forEach(next -> at.context.forward(whole, next));
        }
    }

    private void tellBooks(long now) {
        Running at = requireRunning();
        LedgerEntry books = at.stage.books();
        if (!books.equals(told)) {
            forward(at, books, now);
            told = books;
        }
    }

    private Record<String, Object> forward(Running at, Message output, long timestamp) {
        var made = new Record<String, Object>(Routes.keyOf(output), wire.encode(output), Math.max(0, timestamp));
        at.context.forward(made, Routes.sinkOf(output));
        return made;
    }

    /** A task that is suspended and taken up again is initialised anew; its old punctuator would tell old books. */
    @Override
    public void close() {
        if (running != null) {
            running.punctuator.cancel();
            running = null;
        }
    }

    private Running requireRunning() {
        if (running == null) {
            throw new IllegalStateException("process was called before init");
        }
        return running;
    }
}
