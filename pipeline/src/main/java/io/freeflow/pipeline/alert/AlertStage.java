package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertRule;
import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Counts;
import io.freeflow.core.ledger.Stages;
import io.freeflow.core.network.Network;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.AlertAct;
import io.freeflow.core.road.Forecast;
import io.freeflow.core.road.Incident;
import io.freeflow.core.road.LedgerEntry;
import io.freeflow.core.road.Message;
import io.freeflow.core.road.Stage;
import io.freeflow.core.road.WindowPart;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the regions of one partition by rules. Takes {@link WindowPart} of slots and of windows, the {@link Forecast} made
 * of a window right after it, {@link AlertAct}, and what is reported: {@link Incident}; gives {@link Alert}, each time anew when something about it changed.
 *
 * <p>An alert opens once, escalates, and resolves when what it is about has been gone for a while or when somebody says
 * so; what somebody resolved does not open again before it was gone.
 */
public final class AlertStage implements Stage<Message, Message> {

    private static final String COUNTS = "counts";
    private static final String REGION = "region/";

    private final Network network;
    private final List<AlertRule> rules;
    private final String part;
    private final Counts counts = new Counts();
    private final TreeMap<String, RegionAlerts> regions = new TreeMap<>();
    private final Set<String> changed = new HashSet<>();

    /**
     * A stage that has seen nothing.
     *
     * @param part name of this part in the ledger
     */
    public AlertStage(Network network, List<AlertRule> rules, String part) {
        this.network = network;
        this.rules = List.copyOf(rules);
        this.part = part;
    }

    @Override
    public void accept(Message input, Consumer<? super Message> out) {
        switch (input) {
            case WindowPart window -> region(window.region()).accept(window, out);
            case Forecast forecast -> region(forecast.region()).accept(forecast, out);
            case AlertAct act -> region(act.region()).accept(act, out);
            case Incident incident -> {
                counts.add(Counters.RECEIVED_INCIDENTS);
                if (!network.sensorsOf(incident.region()).isEmpty()) {
                    region(incident.region()).accept(incident);
                }
            }
            default ->
                throw new IllegalArgumentException(
                        "alert takes windows, forecasts, acts and incidents, was given " + input);
        }
    }

    private RegionAlerts region(String name) {
        changed.add(name);
        return open(name);
    }

    private RegionAlerts open(String region) {
        return regions.computeIfAbsent(region, key -> new RegionAlerts(key, network, rules, counts));
    }

    @Override
    public void save(BiConsumer<String, byte @Nullable []> log) {
        if (counts.takeChanged()) {
            log.accept(COUNTS, counts.toBytes());
        }
        regions.forEach((name, region) -> {
            if (changed.contains(name)) {
                region.save((granule, bytes) -> log.accept(REGION + name + "/" + granule, bytes));
            }
        });
        changed.clear();
    }

    @Override
    public LedgerEntry books() {
        return new LedgerEntry(Stages.ALERT, part, counts.toMap());
    }

    @Override
    public void restore(String granule, byte[] bytes) {
        if (granule.equals(COUNTS)) {
            counts.restore(bytes);
        } else {
            int end = granule.indexOf('/', REGION.length());
            open(granule.substring(REGION.length(), end)).restore(granule.substring(end + 1), bytes);
        }
    }
}
