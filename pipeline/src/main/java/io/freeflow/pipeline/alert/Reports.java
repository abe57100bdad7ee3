package io.freeflow.pipeline.alert;

import io.freeflow.core.alert.AlertEntry;
import io.freeflow.core.alert.Severity;
import io.freeflow.core.incident.IncidentPlace.OnCorridor;
import io.freeflow.core.incident.IncidentType;
import io.freeflow.core.road.Alert;
import io.freeflow.core.road.Incident;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What was reported on a region's corridors and is not over for long. */
final class Reports {

    /** A queue and what it is about may be so far apart: a station stands behind the place, the place is not exact. */
    static final double WITHIN_MILES = 1;

    /** More than a region ever has; beyond, those that are over first are forgotten. */
    private static final int MOST = 5_000;

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final TreeMap<String, Incident> known = new TreeMap<>();
    private Set<String> active = Set.of();
    private boolean changed;

    void take(Incident incident) {
        changed = true;
        known.put(incident.id(), incident);
        if (known.size() > MOST) {
            known.values().stream()
                    .min(Comparator.comparing(Incident::until))
                    .ifPresent(first -> known.remove(first.id()));
        }
        // What is known of it is another, so somebody must look again.
        active = without(active, incident.id());
    }

    private static Set<String> without(Set<String> ids, String id) {
        var left = new TreeSet<>(ids);
        left.remove(id);
        return left;
    }

    /** Whether others are there at an instant than the last time somebody asked. */
    boolean turn(Instant at) {
        changed |= known.values()
                .removeIf(incident -> incident.until().plus(REMEMBERED).isBefore(at));
        var now = new TreeSet<String>();
        known.values().stream().filter(incident -> incident.isActiveAt(at)).forEach(incident -> now.add(incident.id()));
        boolean turned = !now.equals(active);
        changed |= turned;
        active = now;
        return turned;
    }

    /** What is there at an instant on a corridor. */
    List<Incident> on(String corridorId, Instant at) {
        return known.values().stream()
                .filter(incident -> incident.isActiveAt(at))
                .filter(incident -> incident.place() instanceof OnCorridor on
                        && on.corridorId().equals(corridorId))
                .toList();
    }

    /** Whether something that was arranged before explains a queue between two stations. */
    boolean explains(Lane lane, Finding queue, Instant at) {
        var place = lane.place(queue.tail(), queue.head());
        return on(lane.corridorId(), at).stream()
                .anyMatch(incident -> incident.type().isArranged()
                        && incident.touches(
                                lane.corridorId(), place.tailPostmileMiles(), place.headPostmileMiles(), WITHIN_MILES));
    }

    /** The alert with a line for each incident that it covers and does not name yet. */
    Alert named(Alert alert, Instant at, Consumer<Alert> out) {
        var place = alert.place();
        var named = alert;
        for (Incident incident : on(place.corridorId(), at)) {
            boolean covers = incident.touches(
                    place.corridorId(), place.tailPostmileMiles(), place.headPostmileMiles(), WITHIN_MILES);
            if (covers && named.log().size() < Watch.MAX_LOG && !isNamed(named, incident)) {
                named = named.logged(
                        named.status(),
                        new AlertEntry(at, AlertEntry.What.REPORTED, incident.source(), note(incident)));
            }
        }
        if (named.log().size() > alert.log().size()) {
            out.accept(named);
        }
        return named;
    }

    private static boolean isNamed(Alert alert, Incident incident) {
        return alert.log().stream()
                .anyMatch(entry ->
                        entry.what() == AlertEntry.What.REPORTED && entry.note().startsWith(incident.id() + ": "));
    }

    private static String note(Incident incident) {
        var text = new StringBuilder(incident.id()).append(": ").append(word(incident.type()));
        if (incident.lanesClosed().isPresent()) {
            int lanes = incident.lanesClosed().getAsInt();
            text.append(", ").append(lanes).append(lanes == 1 ? " lane closed" : " lanes closed");
        }
        if (!incident.description().isEmpty()) {
            text.append(". ").append(incident.description());
        }
        return text.length() <= AlertEntry.MAX_NOTE
                ? text.toString()
                : text.substring(0, AlertEntry.MAX_NOTE - 1) + "…";
    }

    private static String word(IncidentType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Its bytes, if they changed since the last call. */
    Optional<byte[]> save() {
        if (!changed) {
            return Optional.empty();
        }
        changed = false;
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            Bytes.writeAll(out, new ArrayList<>(known.values()), incident -> write(out, incident));
            Bytes.writeAll(out, new ArrayList<>(active), out::writeUTF);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(bytes.toByteArray());
    }

    /** Of an incident, what is asked for here: no position, no region but this. */
    private static void write(DataOutputStream out, Incident incident) throws IOException {
        var on = (OnCorridor) incident.place();
        out.writeUTF(incident.id());
        out.writeUTF(incident.region());
        out.writeUTF(incident.source());
        out.writeUTF(incident.type().name());
        out.writeUTF(incident.severity().name());
        out.writeUTF(on.corridorId());
        out.writeDouble(on.fromPostmileMiles());
        out.writeDouble(on.toPostmileMiles());
        Bytes.writeInstant(out, incident.start());
        Bytes.writeInstant(out, incident.until());
        out.writeInt(incident.lanesClosed().orElse(-1));
        out.writeUTF(incident.description());
        Bytes.writeInstant(out, incident.updatedAt());
    }

    private static Incident read(DataInputStream in) throws IOException {
        var id = in.readUTF();
        var region = in.readUTF();
        var source = in.readUTF();
        var type = IncidentType.valueOf(in.readUTF());
        var severity = Severity.valueOf(in.readUTF());
        var place = new OnCorridor(in.readUTF(), in.readDouble(), in.readDouble());
        var start = Bytes.readInstant(in);
        var until = Optional.of(Bytes.readInstant(in));
        int lanes = in.readInt();
        return new Incident(
                id,
                region,
                source,
                type,
                severity,
                place,
                Optional.empty(),
                start,
                until,
                Optional.empty(),
                lanes < 0 ? OptionalInt.empty() : OptionalInt.of(lanes),
                in.readUTF(),
                Bytes.readInstant(in));
    }

    void restore(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Bytes.readAll(in, () -> read(in)).forEach(incident -> known.put(incident.id(), incident));
            active = new TreeSet<>(Bytes.<String>readAll(in, in::readUTF));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
