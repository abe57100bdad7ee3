package io.freeflow.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freeflow.kafka.loop.FeedLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;

/** Commands that a person types while the demo runs: {@code p} pauses the feed, {@code r} lets it go on. */
final class Keys {

    static final String HELP =
            "p + Enter pauses the feed, r + Enter resumes it, Ctrl-C stops; a later start goes on from here";

    private Keys() {}

    static void listen(InputStream in, FeedLoop feed, PrintStream out) {
        Thread.ofVirtual().name("keys").start(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    obey(line.strip(), feed, out);
                }
            } catch (IOException e) {
                out.println("cannot read commands any more: " + e.getMessage());
            }
        });
    }

    private static void obey(String command, FeedLoop feed, PrintStream out) {
        switch (command) {
            case "p" -> {
                feed.pause();
                out.println("the feed pauses; r + Enter resumes it");
            }
            case "r" -> {
                feed.resume();
                out.println("the feed goes on");
            }
            default -> out.println(HELP);
        }
    }
}
