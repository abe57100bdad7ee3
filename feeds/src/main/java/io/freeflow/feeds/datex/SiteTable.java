package io.freeflow.feeds.datex;

import io.freeflow.feeds.records.InputFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** The sites of all tables that an import was given. */
public final class SiteTable {

    private final Map<String, Site> byId = new HashMap<>();

    private SiteTable() {}

    /** Reads the sites of documents; one that has measurements only adds none. */
    public static SiteTable read(List<InputFile> documents) throws IOException {
        var table = new SiteTable();
        for (InputFile document : documents) {
            table.add(document);
        }
        return table;
    }

    private void add(InputFile document) throws IOException {
        try (var xml = Xml.open(document.open())) {
            for (var name = xml.nextStart(); name != null; name = xml.nextStart()) {
                if (name.equals("measurementSite") || name.equals("measurementSiteRecord")) {
                    var site = Site.read(xml);
                    byId.put(site.id(), site);
                } else if (name.equals("siteMeasurements")) {
                    return;
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException(document.path() + " is not XML as we take it: " + e.getMessage(), e);
        }
    }

    Optional<Site> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
