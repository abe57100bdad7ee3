package io.freeflow.kafka;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that a killed process left open. Until somebody ends them they hide all that follows them from those who
 * read what is committed, and the process that comes next has other transactional ids.
 */
public final class OpenTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

    private OpenTransactions() {}

    /**
     * Aborts those whose transactional id begins so. Only once the partitions have leaders, and while nobody who may live
     * sends with such an id.
     */
    public static void abort(Admin admin, String prefix) throws InterruptedException {
        try {
            var open = admin
                    .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                    .all()
                    .get()
                    .stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(prefix))
                    .toList();
            if (!open.isEmpty()) {
                admin.fenceProducers(open).all().get();
                LOG.info("aborted what a killed process had not committed: {}", open);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot abort what a killed process left open: " + e.getCause(), e);
        }
    }
}
