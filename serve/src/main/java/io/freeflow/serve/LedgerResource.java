package io.freeflow.serve;

import io.freeflow.core.ledger.Counters;
import io.freeflow.core.ledger.Ledger;
import io.freeflow.core.store.TrafficStore;
import io.javalin.http.Context;

/** {@code GET /api/v1/ledger}. */
final class LedgerResource {

    private final TrafficStore store;

    LedgerResource(TrafficStore store) {
        this.store = store;
    }

    void get(Context ctx) {
        Parameters.of(ctx);
        var ledger = Ledger.of(store.listLedger());
        Json.answer(
                ctx,
                json -> json.objects(
                                "hops",
                                ledger.hops(),
                                (inner, hop) -> inner.text("stage", hop.name())
                                        .counts("in", hop.in())
                                        .counts("out", hop.out())
                                        .number("difference", hop.difference()))
                        .number("difference", ledger.difference())
                        .object(
                                "missing",
                                missing -> ledger.missing()
                                        .forEach((counter, count) ->
                                                missing.number(counter.substring(Counters.MISSING.length()), count))));
    }
}
