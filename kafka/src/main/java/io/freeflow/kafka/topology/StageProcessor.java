package io.freeflow.kafka.topology;

import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Drives one part of a stage inside Kafka Streams: reads inputs, forwards outputs, tells its books. */
final class StageProcessor implements Processor<byte[], byte[], String, Message> {

    private static final Duration BOOKS_EVERY = Duration.ofMillis(500);

    private final String storeName;
    private final Reader reader;
    private final IntFunction<Stage<Message, Message>> stages;
    private @Nullable Running running;

    /** Makes an input of a record; empty for a record that this stage does not take. */
    interface Reader {
        Optional<Message> read(Record<byte[], byte[]> record, int partition);
    }

    /** What exists from init to close. */
    private record Running(ProcessorContext<String, Message> context, Stage<Message, Message> stage, Books books) {}

    /** The books as they were told last. */
    private static final class Books {
        private @Nullable LedgerEntry told;
    }

    StageProcessor(String storeName, Reader reader, IntFunction<Stage<Message, Message>> stages) {
        this.storeName = storeName;
        this.reader = reader;
        this.stages = stages;
    }

    @Override
    public void init(ProcessorContext<String, Message> context) {
        Stage<Message, Message> stage = stages.apply(context.taskId().partition());
        GranuleStore store = context.getStateStore(storeName);
        store.attach(stage);
        var started = new Running(context, stage, new Books());
        running = started;
        context.schedule(BOOKS_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> tell(started, now));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Running at = requireRunning();
        int partition = at.context.recordMetadata().orElseThrow().partition();
        reader.read(record, partition)
                .ifPresent(input -> at.stage.accept(input, output -> forward(at, output, record.timestamp())));
    }

    private static void tell(Running at, long now) {
        LedgerEntry books = at.stage.books();
        if (!books.equals(at.books.told)) {
            forward(at, books, now);
            at.books.told = books;
        }
    }

    private static void forward(Running at, Message output, long timestamp) {
        at.context.forward(new Record<>(Routes.keyOf(output), output, Math.max(0, timestamp)), Routes.sinkOf(output));
    }

    private Running requireRunning() {
        if (running == null) {
            throw new IllegalStateException("process was called before init");
        }
        return running;
    }
}
