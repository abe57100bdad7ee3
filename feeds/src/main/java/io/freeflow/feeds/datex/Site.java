package io.freeflow.feeds.datex;

import io.freeflow.core.reading.RawPlace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** A site that measures, and what each index of its measurements means. */
record Site(String id, RawPlace place, Map<String, Characteristics> byIndex) {

    Site {
        byIndex = Map.copyOf(byIndex);
    }

    /**
     * What one index measures.
     *
     * @param lane as the table names it; empty for the whole carriageway
     * @param ofEveryVehicle false for a class of vehicles, which is part of another index
     */
    record Characteristics(String lane, boolean ofEveryVehicle, Optional<Double> periodSeconds) {}

    /** Reads a {@code measurementSite} (version 3) or {@code measurementSiteRecord} (version 2) that has just begun. */
    static Site read(Xml xml) throws XMLStreamException {
        var draft = new Draft(String.valueOf(xml.attribute("id")));
        xml.forEachInside(name -> draft.visit(name, xml));
        return draft.finish();
    }

    /** A site of which not all is read. */
    private static final class Draft {
        private final String id;
        private final Map<String, Characteristics> byIndex = new HashMap<>();
        private @Nullable String latitude;
        private @Nullable String longitude;
        private @Nullable String lanes;
        private @Nullable String label;

        Draft(String id) {
            this.id = id;
        }

        boolean visit(String element, Xml xml) throws XMLStreamException {
            switch (element) {
                case "latitude" -> latitude = first(latitude, xml.text());
                case "longitude" -> longitude = first(longitude, xml.text());
                case "measurementSiteNumberOfLanes" -> lanes = xml.text();
                case "measurementSiteName" ->
                    xml.forEachInside(inner -> {
                        if (inner.equals("value")) {
                            label = first(label, xml.text());
                            return true;
                        }
                        return false;
                    });
                case "measurementSpecificCharacteristics" -> characteristics(xml);
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** The outer element has the index, the inner one of the same name the rest. */
        private void characteristics(Xml xml) throws XMLStreamException {
            var index = String.valueOf(xml.attribute("index"));
            var found = new String[] {"", "", ""};
            var classes = new boolean[1];
            xml.forEachInside(name -> {
                switch (name) {
                    case "specificLane" -> found[0] = xml.text();
                    case "period" -> found[1] = xml.text();
                    case "vehicleType" -> found[2] = xml.text();
                    default -> {
                        classes[0] |= name.equals("lengthCharacteristic");
                        return false;
                    }
                }
                return true;
            });
            boolean every = !classes[0] && (found[2].isEmpty() || found[2].equals("anyVehicle"));
            byIndex.put(index, new Characteristics(found[0], every, SiteMeasurement.number(found[1])));
        }

        private static String first(@Nullable String known, String other) {
            return known == null ? other : known;
        }

        Site finish() {
            return new Site(id, new RawPlace(latitude, longitude, null, null, null, lanes, label), byIndex);
        }
    }
}
