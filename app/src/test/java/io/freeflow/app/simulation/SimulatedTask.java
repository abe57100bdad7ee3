package io.freeflow.app.simulation;

import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
import io.freeflow.core.road.WindowPart;
import io.freeflow.core.store.SourcePartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One part of a stage, and the stage that follows it in the same task if there is one. State, position and outputs become
 * real together; a crash forgets what was done since.
 */
final class SimulatedTask {

    private static final int MOST_AT_ONCE = 6;

    private final SimulatedLog log;
    private final SourcePartition input;
    private final List<Supplier<Stage<Message, Message>>> chain;
    private final Function<Message, List<SourcePartition>> route;

    private final List<Map<String, byte[]>> state = new ArrayList<>();
    private List<LedgerEntry> books = List.of();
    private int position;

    private final List<Stage<Message, Message>> stages = new ArrayList<>();
    private final List<Message> outputs = new ArrayList<>();
    private int next;

    SimulatedTask(
            SimulatedLog log,
            SourcePartition input,
            List<Supplier<Stage<Message, Message>>> chain,
            Function<Message, List<SourcePartition>> route) {
        this.log = log;
        this.input = input;
        this.chain = chain;
        this.route = route;
        chain.forEach(stage -> state.add(new HashMap<>()));
        crash();
    }

    boolean isIdle() {
        return position == log.read(input).size();
    }

    /** Reads some records, in their order. */
    void poll(Random random) {
        int most = next + 1 + random.nextInt(MOST_AT_ONCE);
        var records = log.read(input);
        for (; next < Math.min(most, records.size()); next++) {
            take(records.get(next));
        }
    }

    private void take(Message record) {
        hand(record);
        stages.getFirst().accept(record, output -> {
            outputs.add(output);
            hand(output);
        });
    }

    private void hand(Message message) {
        if (stages.size() > 1 && (message instanceof WindowPart || message instanceof Forecast)) {
            stages.get(1).accept(message, outputs::add);
        }
    }

    void commit() {
        for (int i = 0; i < stages.size(); i++) {
            var granules = state.get(i);
            stages.get(i).save((granule, bytes) -> {
                if (bytes == null) {
                    granules.remove(granule);
                } else {
                    granules.put(granule, bytes);
                }
            });
        }
        books = stages.stream().map(Stage::books).toList();
        position = next;
        outputs.forEach(output -> route.apply(output).forEach(partition -> log.append(partition, output)));
        outputs.clear();
    }

    /** Everything since the last commit is gone; another process takes the part up. */
    void crash() {
        stages.clear();
        outputs.clear();
        next = position;
        for (int i = 0; i < chain.size(); i++) {
            var stage = chain.get(i).get();
            new TreeMap<>(state.get(i)).forEach(stage::restore);
            stages.add(stage);
        }
    }

    /** What its stages have taken in and given out, as far as it is committed. */
    List<LedgerEntry> books() {
        return books;
    }
}
