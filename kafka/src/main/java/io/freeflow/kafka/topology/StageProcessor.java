package io.freeflow.kafka.topology;

import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
import io.freeflow.kafka.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Drives one part of a stage inside Kafka Streams: reads inputs, forwards outputs as bytes, tells its books, and hands on to
 * the stage that follows in the same task. Owned by one stream thread.
 */
final class StageProcessor implements Processor<Object, byte[], String, byte[]> {

    private static final Duration BOOKS_EVERY = Duration.ofMillis(500);

    private final String storeName;
    private final Reader reader;
    private final IntFunction<Stage<Message, Message>> stages;
    private final HandOn handOn;
    private final Wire wire;
    private @Nullable Running running;
    private @Nullable LedgerEntry told;

    /** Makes an input of a record; empty for a record that this stage does not take. */
    interface Reader {
        Optional<Message> read(Record<?, byte[]> record, RecordMetadata place, Wire wire);
    }

    /** What exists from init to close. */
    private record Running(
            ProcessorContext<String, byte[]> context, Stage<Message, Message> stage, Cancellable punctuator) {}

    StageProcessor(
            String storeName, Reader reader, IntFunction<Stage<Message, Message>> stages, HandOn handOn, Wire wire) {
        this.storeName = storeName;
        this.reader = reader;
        this.stages = stages;
        this.handOn = handOn;
        this.wire = wire;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        Stage<Message, Message> stage = stages.apply(context.taskId().partition());
        GranuleStore store = context.getStateStore(storeName);
        store.attach(stage);
        told = null;
        running = new Running(
                context, stage, context.schedule(BOOKS_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tellBooks));
    }

    @Override
    public void process(Record<Object, byte[]> record) {
        Running at = requireRunning();
        var place = at.context.recordMetadata().orElseThrow();
        reader.read(record, place, wire).ifPresent(input -> {
            for (String next : handOn.ofInput(input)) {
                at.context.forward(record.withKey(Routes.keyOf(input)), next);
            }
            at.stage.accept(input, output -> give(at, output, record.timestamp()));
        });
    }

    private void give(Running at, Message output, long timestamp) {
        var made = forward(at, output, timestamp);
        for (String next : handOn.ofOutput(output, at.context.taskId().partition())) {
            at.context.forward(made, next);
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

    private Record<String, byte[]> forward(Running at, Message output, long timestamp) {
        var made = new Record<>(Routes.keyOf(output), wire.encode(output), Math.max(0, timestamp));
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
