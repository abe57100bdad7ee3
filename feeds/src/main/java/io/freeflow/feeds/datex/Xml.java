package io.freeflow.feeds.datex;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A document of a stranger: no document types, no entities of its own, nothing fetched, no deep nesting. Names are local names. */
final class Xml implements AutoCloseable {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_TEXT = 1000;

    private final InputStream in;
    private final XMLStreamReader reader;

    private Xml(InputStream in, XMLStreamReader reader) {
        this.in = in;
        this.reader = reader;
    }

    static Xml open(InputStream in) throws IOException, XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty("jdk.xml.maxElementDepth", Integer.toString(MAX_DEPTH));
        try {
            return new Xml(in, factory.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            in.close();
            throw e;
        }
    }

    /** The next element that begins, wherever it stands; {@code null} at the end of the document. */
    @Nullable
    String nextStart() throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                return reader.getLocalName();
            }
        }
        return null;
    }

    @Nullable
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Goes through every element inside the one that has just begun. */
    void forEachInside(Visitor visitor) throws XMLStreamException {
        var _ = forEachInsideOrText(visitor);
    }

    /** The same; gives the text that stands between the elements. */
    String forEachInsideOrText(Visitor visitor) throws XMLStreamException {
        var text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (reader.next()) {
                // a visitor that takes an element has taken its end as well
                case XMLStreamConstants.START_ELEMENT -> depth += visitor.visit(reader.getLocalName()) ? 0 : 1;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (text.length() < MAX_TEXT) {
                        text.append(reader.getText());
                    }
                }
                default -> {
                    // comments and instructions mean nothing
                }
            }
        }
        return text.toString().strip();
    }

    /** Sees an element that has just begun. */
    interface Visitor {
        /** Whether it took the element with its end, as {@link Xml#text} and {@link Xml#forEachInside} do. */
        boolean visit(String name) throws XMLStreamException;
    }

    /** The text of an element without children. */
    String text() throws XMLStreamException {
        var text = reader.getElementText().strip();
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        } finally {
            in.close();
        }
    }
}
