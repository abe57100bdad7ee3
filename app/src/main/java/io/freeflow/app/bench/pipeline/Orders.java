package io.freeflow.app.bench.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;

/** What a Java {@link Child} does: {@code start NAMESPACE} and {@code stop}, which tells the bytes allocated in between. */
final class Orders {

    /** Starts the work on the topics of a namespace. */
    interface Work {
        AutoCloseable start(String namespace) throws Exception;
    }

    private Orders() {}

    /** Follows the orders until there are no more. */
    static void follow(Work work) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        System.out.println(Child.OK);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            round(work, line.substring(line.indexOf(' ') + 1), in);
        }
    }

    private static void round(Work work, String namespace, BufferedReader in) throws Exception {
        long before = allocated();
        try (var _ = work.start(namespace)) {
            System.out.println(Child.OK);
            expect(in, "stop");
        }
        System.out.println(Child.OK + " " + (allocated() - before));
    }

    private static void expect(BufferedReader in, String order) throws IOException {
        var line = in.readLine();
        if (line != null && !line.equals(order)) {
            throw new IllegalStateException("expected " + order + ", was told " + line);
        }
    }

    /** By all threads, those that have ended included. */
    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
    }
}
