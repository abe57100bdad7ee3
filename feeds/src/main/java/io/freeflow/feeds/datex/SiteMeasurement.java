package io.freeflow.feeds.datex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * What a site measured at one time.
 *
 * @param time as the document has it
 * @param meaning whether that is the begin, the middle or the end of the period; empty where it does not say
 */
record SiteMeasurement(String siteId, String time, String meaning, List<Quantity> quantities) {

    private static final int MOST_QUANTITIES = 2_000;

    SiteMeasurement {
        quantities = List.copyOf(quantities);
    }

    /** What is measured. */
    enum Kind {
        FLOW,
        SPEED,
        OCCUPANCY
    }

    /**
     * One value.
     *
     * @param index which of the site's measurements it is
     * @param value veh/h, km/h or percent; {@code NaN} where the document says that there is none
     */
    record Quantity(String index, Kind kind, double value) {}

    /** Reads a {@code siteMeasurements} that has just begun. */
    static SiteMeasurement read(Xml xml) throws XMLStreamException {
        var draft = new Draft();
        xml.forEachInside(name -> draft.visit(name, xml));
        return new SiteMeasurement(draft.siteId, draft.time, draft.meaning, draft.quantities);
    }

    static Optional<Double> number(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A measurement of which not all is read. */
    private static final class Draft {
        private final List<Quantity> quantities = new ArrayList<>();
        private String siteId = "";
        private String time = "";
        private String meaning = "";

        boolean visit(String element, Xml xml) throws XMLStreamException {
            switch (element) {
                case "measurementSiteReference" -> {
                    siteId = String.valueOf(xml.attribute("id"));
                    return false;
                }
                case "measurementTimeDefault" -> time(xml);
                case "physicalQuantity", "measuredValue" -> quantity(xml);
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** Version 3 has the time in {@code timeValue}, version 2 has it as the text. */
        private void time(Xml xml) throws XMLStreamException {
            var own = xml.forEachInsideOrText(name -> {
                switch (name) {
                    case "timeValue" -> time = xml.text();
                    case "timeMeaning" -> meaning = xml.text();
                    default -> {
                        return false;
                    }
                }
                return true;
            });
            time = time.isEmpty() ? own : time;
        }

        /** The outer element has the index, the inner one of the same name the value. */
        private void quantity(Xml xml) throws XMLStreamException {
            var value = new Value(String.valueOf(xml.attribute("index")));
            xml.forEachInside(name -> value.visit(name, xml));
            if (quantities.size() < MOST_QUANTITIES) {
                value.find().ifPresent(quantities::add);
            }
        }
    }

    /** A value of which not all is read. */
    private static final class Value {
        private final String index;
        private @Nullable Kind kind;
        private double value = Double.NaN;
        private boolean fault;
        private boolean forecast;

        Value(String index) {
            this.index = index;
        }

        boolean visit(String element, Xml xml) throws XMLStreamException {
            switch (element) {
                case "vehicleFlowRate" -> take(Kind.FLOW, xml.text());
                case "speed" -> take(Kind.SPEED, xml.text());
                case "percentage" -> take(Kind.OCCUPANCY, xml.text());
                case "dataError" -> fault |= xml.text().equals("true");
                case "forecast" -> forecast |= xml.text().equals("true");
                case "physicalQuantityFault" -> {
                    fault = true;
                    return false;
                }
                case "occupancy" -> {
                    kind = Kind.OCCUPANCY;
                    return false;
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** A percentage is an occupancy only where it stands in one; a value below 0 says that there is none. */
        private void take(Kind found, String text) {
            if (found == Kind.OCCUPANCY && kind != Kind.OCCUPANCY) {
                return;
            }
            kind = found;
            value = number(text).filter(one -> one >= 0).orElse(Double.NaN);
        }

        Optional<Quantity> find() {
            var found = kind;
            return found == null || forecast
                    ? Optional.empty()
                    : Optional.of(new Quantity(index, found, fault ? Double.NaN : value));
        }
    }
}
