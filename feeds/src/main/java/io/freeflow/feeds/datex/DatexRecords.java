package io.freeflow.feeds.datex;

import io.freeflow.core.reading.RawPlace;
import io.freeflow.core.reading.RawReading;
import io.freeflow.feeds.datex.Site.Characteristics;
import io.freeflow.feeds.datex.SiteMeasurement.Kind;
import io.freeflow.feeds.datex.SiteMeasurement.Quantity;
import io.freeflow.feeds.formats.F1Writer;
import io.freeflow.feeds.formats.Unit;
import io.freeflow.feeds.records.FileRecord;
import io.freeflow.feeds.records.FileRecords;
import io.freeflow.feeds.records.InputFile;
import io.freeflow.feeds.records.LaneSum;
import io.freeflow.feeds.records.Tally;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of a DATEX II document, version 3 (or 2). Lanes of a site roll up as {@link LaneSum} says; a class of
 * vehicles is part of an index of every vehicle and is not added again. A site that no table knows is taken where it has one
 * value of each kind; else nobody knows what its indices mean, and it is left out as {@code unknown-site}.
 */
public final class DatexRecords implements FileRecords {

    private static final Characteristics UNKNOWN = new Characteristics("", true, Optional.empty());

    private final InputFile file;
    private final SiteTable table;
    private final Xml xml;
    private final F1Writer writer = new F1Writer();
    private final Tally leftOut = new Tally();
    private long sites;

    public DatexRecords(InputFile file, SiteTable table) throws IOException {
        this.file = file;
        this.table = table;
        try {
            this.xml = Xml.open(file.open());
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
    }

    private IOException notXml(XMLStreamException e) {
        return new IOException(file.path() + " is not XML as we take it: " + e.getMessage(), e);
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        try {
            for (var name = xml.nextStart(); name != null; name = xml.nextStart()) {
                if (name.equals("siteMeasurements")) {
                    var reading = reading(SiteMeasurement.read(xml));
                    if (reading.isPresent()) {
                        return Optional.of(FileRecord.of(reading.get(), writer));
                    }
                } else if (name.equals("measurementSite") || name.equals("measurementSiteRecord")) {
                    sites++;
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
    }

    private Optional<RawReading> reading(SiteMeasurement measured) {
        var site = table.find(measured.siteId());
        if (site.isEmpty() && hasSeveralOfAKind(measured.quantities())) {
            leftOut.add("unknown-site");
            return Optional.empty();
        }
        var lanes = new TreeMap<String, EnumMap<Kind, Double>>();
        Optional<Double> period = Optional.empty();
        for (Quantity quantity : measured.quantities()) {
            var meaning = site.map(known -> known.byIndex().getOrDefault(quantity.index(), UNKNOWN))
                    .orElse(UNKNOWN);
            if (meaning.ofEveryVehicle()) {
                lanes.computeIfAbsent(meaning.lane(), lane -> new EnumMap<>(Kind.class))
                        .put(quantity.kind(), quantity.value());
                period = period.or(meaning::periodSeconds);
            }
        }
        var sum = new LaneSum();
        lanes.values().forEach(lane -> sum.add(of(lane, Kind.FLOW), of(lane, Kind.SPEED), of(lane, Kind.OCCUPANCY)));
        if (sum.isMissing()) {
            leftOut.add("empty");
            return Optional.empty();
        }
        var speed = LaneSum.text(sum.speed());
        return Optional.of(new RawReading(
                null,
                measured.siteId(),
                start(measured, period.orElse(0.0)),
                period.map(LaneSum::text).orElse(null),
                speed == null ? null : Unit.KILOMETRES_PER_HOUR.convert(speed),
                LaneSum.text(sum.flow()),
                LaneSum.text(sum.occupancy()),
                site.map(Site::place).orElse(RawPlace.NONE)));
    }

    private static double of(Map<Kind, Double> lane, Kind kind) {
        return lane.getOrDefault(kind, Double.NaN);
    }

    private static boolean hasSeveralOfAKind(List<Quantity> quantities) {
        return Arrays.stream(Kind.values())
                .anyMatch(kind ->
                        quantities.stream().filter(one -> one.kind() == kind).count() > 1);
    }

    /** The time is the begin of the period unless the document says otherwise. */
    private static @Nullable String start(SiteMeasurement measured, double periodSeconds) {
        double before = measured.meaning().startsWith("end")
                ? periodSeconds
                : measured.meaning().startsWith("mid") ? periodSeconds / 2 : 0;
        if (measured.time().isEmpty() || before == 0) {
            return measured.time().isEmpty() ? null : measured.time();
        }
        try {
            return OffsetDateTime.parse(measured.time())
                    .toInstant()
                    .minusMillis(Math.round(before * 1000))
                    .toString();
        } catch (DateTimeException e) {
            return measured.time();
        }
    }

    @Override
    public Map<String, Long> leftOut() {
        return leftOut.toMap();
    }

    @Override
    public String remark() {
        return sites == 0 ? "" : "a table of " + sites + " sites";
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
