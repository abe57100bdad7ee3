package io.freeflow.app.ingest;

import io.freeflow.feeds.files.ImportFeed;
import io.freeflow.feeds.files.TimedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends records to a running Freeflow, a bulk after the other, and tries again while it is away. How far it came stands in a
 * file; what was sent after that is sent again, and the road there finds duplicates.
 */
final class Upload {

    /** What becomes of readings. */
    static final List<String> READINGS = List.of("accepted", "corrected", "duplicate", "rejected");
    /** What becomes of incidents. */
    static final List<String> INCIDENTS = List.of("accepted", "updated", "duplicate", "rejected");

    private static final int BULK_RECORDS = 2_000;
    private static final int BULK_BYTES = 4_000_000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final int TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Pattern COUNT =
            Pattern.compile("\"(accepted|corrected|updated|duplicate|rejected)\":([0-9]+)");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI door;
    private final URI incidentDoor;
    private final UploadPosition position;

    Upload(URI server, UploadPosition position) {
        this.door = server.resolve("/api/v1/readings?answers=problems");
        this.incidentDoor = server.resolve("/api/v1/incidents");
        this.position = position;
    }

    /**
     * How it went.
     *
     * @param counts what the other Freeflow answered: accepted, corrected, duplicate, rejected
     * @param before records that an earlier import of the same files had sent
     * @param trouble why it stopped before its end
     */
    record Result(Map<String, Long> counts, long before, Optional<String> trouble) {
        Result {
            counts = Map.copyOf(counts);
        }

        /** Whether all was sent and nothing rejected. */
        boolean isWell() {
            return trouble.isEmpty() && counts.getOrDefault("rejected", 0L) == 0;
        }
    }

    Result send(ImportFeed.Content content, DoubleConsumer progress) throws IOException {
        var counts = new TreeMap<String, Long>();
        long before = Math.min(position.read(), content.records().size());
        long sent = 0;
        try (var records = content.records().read()) {
            var next = records.next();
            for (; sent < before && next.isPresent(); next = records.next()) {
                sent++;
            }
            while (next.isPresent()) {
                var bulk = new ByteArrayOutputStream(1 << 16);
                int size = 0;
                for (; next.isPresent() && size < BULK_RECORDS && bulk.size() < BULK_BYTES; next = records.next()) {
                    write(next.get(), bulk);
                    size++;
                }
                var trouble = post(door, "application/x-ndjson", bulk.toByteArray(), counts);
                if (trouble.isPresent()) {
                    return new Result(counts, before, trouble);
                }
                sent += size;
                position.write(sent);
                progress.accept((double) sent / content.records().size());
            }
        }
        position.delete();
        return new Result(counts, before, Optional.empty());
    }

    /** Sends incidents, those together that are JSON objects: each is a duplicate where it was sent before. */
    Result sendIncidents(List<byte[]> incidents) {
        var counts = new TreeMap<String, Long>();
        for (byte[] document : documents(incidents)) {
            var trouble = post(incidentDoor, "application/json", document, counts);
            if (trouble.isPresent()) {
                return new Result(counts, 0, trouble);
            }
        }
        return new Result(counts, 0, Optional.empty());
    }

    private static List<byte[]> documents(List<byte[]> incidents) {
        var documents = new ArrayList<byte[]>();
        var array = new ByteArrayOutputStream();
        for (byte[] incident : incidents) {
            if (!isObject(incident)) {
                documents.add(incident);
                continue;
            }
            if (array.size() + incident.length > BULK_BYTES && array.size() > 0) {
                array.write(']');
                documents.add(array.toByteArray());
                array.reset();
            }
            array.write(array.size() == 0 ? '[' : ',');
            array.writeBytes(incident);
        }
        if (array.size() > 0) {
            array.write(']');
            documents.add(array.toByteArray());
        }
        return documents;
    }

    private static boolean isObject(byte[] incident) {
        try {
            return JsonMapper.shared().readTree(incident).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static void write(TimedRecord record, ByteArrayOutputStream bulk) {
        bulk.writeBytes(record.payload());
        bulk.write('\n');
    }

    /** Empty when the bulk was taken. */
    private Optional<String> post(URI to, String contentType, byte[] bulk, Map<String, Long> counts) {
        var request = HttpRequest.newBuilder(to)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(bulk))
                .build();
        var trouble = "";
        for (int tried = 0; tried < TRIES; tried++) {
            if (tried > 0) {
                LockSupport.parkNanos(FIRST_PAUSE.toNanos() << (tried - 1));
            }
            try {
                var response = http.send(request, BodyHandlers.ofString());
                if (isAnswered(response)) {
                    add(response.body(), counts);
                    return Optional.empty();
                }
                trouble = to + " answered " + response.statusCode() + ": " + response.body();
                if (response.statusCode() < 500 && response.statusCode() != 429) {
                    return Optional.of(trouble);
                }
            } catch (IOException e) {
                trouble = to + " does not answer: " + e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("interrupted");
            }
        }
        return Optional.of(trouble);
    }

    /** A bulk of which every record was rejected is answered too. */
    private static boolean isAnswered(HttpResponse<String> response) {
        return response.statusCode() == 202
                || (response.statusCode() == 400 && response.body().startsWith("{\"received\":"));
    }

    /** The counts stand before the items, whose texts are not searched. */
    private static void add(String answer, Map<String, Long> counts) {
        int items = answer.indexOf("\"items\"");
        var found = COUNT.matcher(items < 0 ? answer : answer.substring(0, items));
        while (found.find()) {
            counts.merge(found.group(1), Long.parseLong(found.group(2)), Long::sum);
        }
    }
}
