package io.freeflow.core.ledger;

import static io.freeflow.core.ledger.Counters.*;

import io.freeflow.core.road.LedgerEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The books of the whole road. Each hop has its equation; the difference is what it took in less what it gave out, 0
 * once the road is idle:
 *
 * <ul>
 *   <li>feed: slots + repeated = sent + missing
 *   <li>ingest: sent = received (only where all that is received comes from our own feeds)
 *   <li>marks: marks sent = marks that validate passed on; marks-to-parts: each of these reached every part of aggregate
 *   <li>validate: received = accepted + corrected + rejected
 *   <li>aggregate: accepted + corrected = windowed + late + too-late + duplicate + revised
 *   <li>store: accepted + corrected = stored + duplicate + revised, counted by the database
 *   <li>reports: reports of incidents received = accepted + updated + duplicate + rejected + rejected before
 *   <li>letters: rejected, readings and reports = stored letters + letters that failed again
 *   <li>replays: replays that passed = letters that passed + letters that had passed before
 *   <li>windows: window parts published = window parts stored
 *   <li>parts: window parts published = window parts that forecast took in
 *   <li>health: changes of what is thought of sensors published = stored
 *   <li>forecast: complete windows = issued + withheld
 *   <li>predictions: issued = stored forecasts
 *   <li>imputations: windows of which values were imputed = stored
 *   <li>slots: slot parts published = slot parts that alert took in
 *   <li>alerts: states of alerts published = stored
 *   <li>incidents: states of reported incidents that alert took in = stored
 * </ul>
 */
public record Ledger(List<Hop> hops, Map<String, Long> missing) {

    public Ledger {
        hops = List.copyOf(hops);
    }

    /** One hop's equation with its numbers. */
    public record Hop(String name, Map<String, Long> in, Map<String, Long> out) {
        public long difference() {
            return total(in) - total(out);
        }
    }

    /** The sum of the absolute differences of all hops. */
    public long difference() {
        return hops.stream().mapToLong(hop -> Math.abs(hop.difference())).sum();
    }

    /** How many raw records have come to the end of the road: rejected, stored, or known before. */
    public static long settled(List<LedgerEntry> entries) {
        return total(pick(sum(entries, Stages.VALIDATE), key -> key.startsWith(REJECTED)))
                + total(pick(sum(entries, Stages.STORE), List.of(STORED, DUPLICATE, REVISED)::contains));
    }

    /** Sums entries over the parts of each stage and lays out the hops. */
    public static Ledger of(List<LedgerEntry> entries) {
        var feed = sum(entries, Stages.FEED);
        var validate = sum(entries, Stages.VALIDATE);
        var aggregate = sum(entries, Stages.AGGREGATE);
        var forecast = sum(entries, Stages.FORECAST);
        var alert = sum(entries, Stages.ALERT);
        var report = sum(entries, Stages.REPORT);
        var store = sum(entries, Stages.STORE);
        var hops = new java.util.ArrayList<Hop>();
        if (feed.containsKey(SLOTS)) {
            hops.add(new Hop(
                    "feed",
                    pick(feed, List.of(SLOTS, REPEATED)::contains),
                    pick(feed, key -> key.equals(SENT) || key.startsWith(MISSING))));
            hops.add(new Hop("ingest", pick(feed, SENT::equals), pick(validate, RECEIVED::equals)));
        }
        hops.add(new Hop("marks", pick(feed, MARKS::equals), pick(validate, MARKS::equals)));
        long parts = entries.stream()
                .filter(entry -> entry.stage().equals(Stages.AGGREGATE))
                .count();
        hops.add(new Hop(
                "marks-to-parts",
                Map.of(MARKS, validate.getOrDefault(MARKS, 0L) * parts),
                pick(aggregate, MARKS::equals)));
        Predicate<String> passed = key -> key.equals(ACCEPTED) || key.equals(CORRECTED);
        Predicate<String> rejected = key -> key.startsWith(REJECTED);
        hops.add(new Hop("validate", pick(validate, RECEIVED::equals), pick(validate, passed.or(rejected))));
        hops.add(new Hop(
                "aggregate",
                pick(validate, passed),
                pick(aggregate, List.of(WINDOWED, LATE, TOO_LATE, DUPLICATE, REVISED)::contains)));
        hops.add(new Hop("store", pick(validate, passed), pick(store, List.of(STORED, DUPLICATE, REVISED)::contains)));
        if (report.containsKey(RECEIVED)) {
            hops.add(new Hop(
                    "reports",
                    pick(report, RECEIVED::equals),
                    pick(report, rejected.or(List.of(ACCEPTED, UPDATED, DUPLICATE, REJECTED_BEFORE)::contains))));
        }
        var judged = added(validate, report);
        hops.add(new Hop(
                "letters",
                pick(judged, rejected),
                pick(store, List.of(STORED_LETTERS, LETTERS_FAILED_AGAIN)::contains)));
        hops.add(new Hop(
                "replays",
                pick(judged, REPLAYS_PASSED::equals),
                pick(store, List.of(LETTERS_PASSED, LETTERS_PASSED_BEFORE)::contains)));
        hops.add(new Hop("windows", pick(aggregate, PARTS::equals), pick(store, STORED_PARTS::equals)));
        hops.add(new Hop("parts", pick(aggregate, PARTS::equals), pick(forecast, RECEIVED_PARTS::equals)));
        hops.add(new Hop("health", pick(aggregate, HEALTH::equals), pick(store, STORED_HEALTH::equals)));
        hops.add(new Hop(
                "forecast",
                pick(forecast, WINDOWS::equals),
                pick(forecast, key -> key.equals(ISSUED) || key.startsWith(WITHHELD))));
        hops.add(new Hop("predictions", pick(forecast, ISSUED::equals), pick(store, STORED_FORECASTS::equals)));
        hops.add(new Hop("imputations", pick(forecast, IMPUTATIONS::equals), pick(store, STORED_IMPUTATIONS::equals)));
        hops.add(new Hop("slots", pick(aggregate, SLOT_PARTS::equals), pick(alert, RECEIVED_SLOT_PARTS::equals)));
        hops.add(new Hop("alerts", pick(alert, ALERTS::equals), pick(store, STORED_ALERTS::equals)));
        hops.add(new Hop("incidents", pick(alert, RECEIVED_INCIDENTS::equals), pick(store, STORED_INCIDENTS::equals)));
        return new Ledger(hops, pick(feed, key -> key.startsWith(MISSING)));
    }

    private static Map<String, Long> sum(List<LedgerEntry> entries, String stage) {
        var sums = new TreeMap<String, Long>();
        for (LedgerEntry entry : entries) {
            if (entry.stage().equals(stage)) {
                entry.counts().forEach((counter, count) -> sums.merge(counter, count, Long::sum));
            }
        }
        return sums;
    }

    private static Map<String, Long> added(Map<String, Long> some, Map<String, Long> others) {
        var sums = new TreeMap<>(some);
        others.forEach((counter, count) -> sums.merge(counter, count, Long::sum));
        return sums;
    }

    private static Map<String, Long> pick(Map<String, Long> counts, Predicate<String> wanted) {
        var picked = new TreeMap<>(counts);
        picked.keySet().removeIf(wanted.negate());
        return picked;
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
