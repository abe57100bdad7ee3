package io.freeflow.core.store;

import io.freeflow.core.road.Message;
import java.util.List;
import java.util.Map;

/** Takes batches exactly once: what a batch says and how far its sources came are one transaction. */
public interface Sink {

    /** The stored position of each partition that ever was written; others start at 0. */
    Map<SourcePartition, Long> positions();

    /**
     * Writes a batch and moves its sources, or does neither.
     *
     * @throws FencedException if a stored position is not the {@link Advance#from} of the batch: somebody else writes too
     */
    void write(List<? extends Message> batch, Map<SourcePartition, Advance> advances);

    /** Nothing has come for a moment: what {@link #write} put off can be done. Called again and again while it is quiet. */
    default void idle() {}

    /** Another writer has moved the position. The loser must read {@link Sink#positions()} again. */
    final class FencedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        public FencedException(SourcePartition partition, Advance advance) {
            super("another writer moved " + partition.topic() + "-" + partition.partition() + " away from position "
                    + advance.from());
        }
    }
}
