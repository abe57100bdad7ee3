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
    private final List<SourcePartition> inputs;
    private final List<Supplier<Stage<Message, Message>>> chain;
    private final Function<Message, List<SourcePartition>> route;

    private final List<Map<String, byte[]>> state = new ArrayList<>();
    private List<LedgerEntry> books = List.of();
    private Map<SourcePartition, Integer> positions = new HashMap<>();

    private final List<Stage<Message, Message>> stages = new ArrayList<>();
    private final List<Message> outputs = new ArrayList<>();
    private Map<SourcePartition, Integer> next = new HashMap<>();

    SimulatedTask(
            SimulatedLog log,
            List<SourcePartition> inputs,
            List<Supplier<Stage<Message, Message>>> chain,
            Function<Message, List<SourcePartition>> route) {
        this.log = log;
        this.inputs = List.copyOf(inputs);
        this.chain = chain;
        this.route = route;
        chain.forEach(stage -> state.add(new HashMap<>()));
        crash();
    }

    boolean isIdle() {
        return inputs.stream()
                .allMatch(input ->
                        positions.getOrDefault(input, 0) == log.read(input).size());
    }

    /** Reads some records of one input, in their order. */
    void poll(Random random) {
        var input = inputs.get(random.nextInt(inputs.size()));
        var records = log.read(input);
        int from = next.getOrDefault(input, 0);
        int to = Math.min(from + 1 + random.nextInt(MOST_AT_ONCE), records.size());
        records.subList(from, to).forEach(this::take);
        next.put(input, to);
    }

    private void take(Message record) {
        hand(record);
        if (record instanceof WindowPart part && part.isSlot()) {
            return; // only the follower reads them
        }
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
        positions = new HashMap<>(next);
        outputs.forEach(output -> route.apply(output).forEach(partition -> log.append(partition, output)));
        outputs.clear();
    }

    /** Everything since the last commit is gone; another process takes the part up. */
    void crash() {
        stages.clear();
        outputs.clear();
        next = new HashMap<>(positions);
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
