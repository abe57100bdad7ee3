package io.freeflow.feeds.simulate;

import io.freeflow.feeds.formats.F1Writer;
import java.time.Duration;
import java.time.Instant;

/** Reports as flat records. Not thread-safe. */
public final class F1Reports implements Transmission.ReportWriter {

    private final SimulatedCity city;
    private final F1Writer writer = new F1Writer();

    public F1Reports(SimulatedCity city) {
        this.city = city;
    }

    @Override
    public byte[] write(StationReports reports, int station, Instant start, Duration period) {
        return writer.write(
                city.stations().get(station).id(),
                start.toEpochMilli(),
                (int) period.toSeconds(),
                tenths(reports.speedMph(station)),
                reports.flowVph(station),
                tenths(reports.occupancyPercent(station)));
    }

    /** The decimal that a float stands for, so that 64.3 is written as 64.3. */
    static double tenths(float value) {
        return Float.isNaN(value) ? Double.NaN : Math.round(value * 10.0) / 10.0;
    }
}
