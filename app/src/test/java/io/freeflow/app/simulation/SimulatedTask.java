package io.freeflow.app.simulation;

import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
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
 * One part of a stage and of the stage that follows it in the same task. State, position and outputs become
 * real together; a crash forgets what was done since.
 */
final class SimulatedTask {

    private static final int MOST_AT_ONCE = 6;

    private final SimulatedLog log;
    private final List<SourcePartition> inputs;
    private final List<Supplier<Stage<Message, Message>>> chain;
    private final Handing handing;
    private final Function<Message, List<SourcePartition>> route;

    private final List<Map<String, byte[]>> state = new ArrayList<>();
    private List<LedgerEntry> books = List.of();
    private Map<SourcePartition, Integer> positions = new HashMap<>();

    private final List<Stage<Message, Message>> stages = new ArrayList<>();
    private final List<Message> outputs = new ArrayList<>();
    private Map<SourcePartition, Integer> next = new HashMap<>();

    private final List<Message> followed = new ArrayList<>();
    private final List<Message> following = new ArrayList<>();

    /** Which stage of a task is given what. */
    interface Handing {
        boolean toFirst(SourcePartition from, Message read);

        /** Of what was read, before the first stage works on it. */
        boolean toFollower(SourcePartition from, Message read);

        boolean madeToFollower(Message made);
    }

    SimulatedTask(
            SimulatedLog log,
            List<SourcePartition> inputs,
            List<Supplier<Stage<Message, Message>>> chain,
            Handing handing,
            Function<Message, List<SourcePartition>> route) {
        this.log = log;
        this.inputs = List.copyOf(inputs);
        this.chain = chain;
        this.handing = handing;
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
        records.subList(from, to).forEach(record -> take(input, record));
        next.put(input, to);
    }

    private void take(SourcePartition from, Message record) {
        if (handing.toFollower(from, record)) {
            follow(record);
        }
        if (handing.toFirst(from, record)) {
            stages.getFirst().accept(record, output -> {
                outputs.add(output);
                if (handing.madeToFollower(output)) {
                    follow(output);
                }
            });
        }
    }

    private void follow(Message message) {
        following.add(message);
        stages.getLast().accept(message, outputs::add);
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
        followed.addAll(following);
        following.clear();
        outputs.forEach(output -> route.apply(output).forEach(partition -> log.append(partition, output)));
        outputs.clear();
    }

    /** Everything since the last commit is gone; another process takes the part up. */
    void crash() {
        stages.clear();
        outputs.clear();
        following.clear();
        next = new HashMap<>(positions);
        for (int i = 0; i < chain.size(); i++) {
            var stage = chain.get(i).get();
            new TreeMap<>(state.get(i)).forEach(stage::restore);
            stages.add(stage);
        }
    }

    /** What the stage that follows has been given, as far as it is committed. */
    List<Message> followed() {
        return followed;
    }

    /** What its stages have taken in and given out, as far as it is committed. */
    List<LedgerEntry> books() {
        return books;
    }
}
