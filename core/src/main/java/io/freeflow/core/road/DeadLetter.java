package io.freeflow.core.road;

import io.freeflow.core.reading.Reason;
import java.util.Optional;

/**
 * A record or a report that was rejected, with its original bytes.
 *
 * @param letterId where the record first stood on traffic-raw, as {@code partition-offset}, which a replay keeps; of a report, a
 *     hash of its bytes
 * @param stage the stage that rejected it
 * @param sensorId the sensor that the record names, as far as that is an id at all
 * @param detail names the field, the limit and the value
 * @param replayed whether it was put back on the log and rejected again
 */
public record DeadLetter(
        String letterId,
        String stage,
        String source,
        Optional<String> sensorId,
        Reason reason,
        String detail,
        byte[] payload,
        boolean replayed)
        implements Message {}
