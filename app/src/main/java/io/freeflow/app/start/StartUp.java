package io.freeflow.app.start;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts components side by side, each on a thread of its own, and says when each is ready. One that needs another
 * asks for it with {@link Started#get}, which waits. {@link #close} stops all that were started, the last one first.
 */
public final class StartUp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintStream out;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("start-", 0).factory());
    private final List<Started<?>> asked = new ArrayList<>();
    private final Deque<Running> running = new ArrayDeque<>();

    public StartUp(PrintStream out) {
        this.out = out;
    }

    /** A component that is being started. */
    public static final class Started<T> {
        private final CompletableFuture<T> future;

        private Started(CompletableFuture<T> future) {
            this.future = future;
        }

        /**
         * Waits until the component is ready.
         *
         * @throws FailedException if it, or one that it needs, did not start
         */
        public T get() {
            try {
                return future.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof FailedException failed) {
                    throw failed;
                }
                throw e;
            }
        }
    }

    /** A component did not start. Its message says which one and why. */
    public static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FailedException(String component, Throwable cause) {
            super(component + " did not start: " + reason(cause), cause);
        }

        private static String reason(Throwable cause) {
            var message = cause.getMessage();
            return message == null ? cause.getClass().getSimpleName() : message;
        }
    }

    /** Starts a component that has no address to show. */
    public <T extends AutoCloseable> Started<T> start(String component, Callable<T> opener) {
        return start(component, opener, opened -> "");
    }

    /**
     * Starts a component.
     *
     * @param opener opens it; may wait for others with {@link Started#get}
     * @param where what to say beside its time, such as its address
     */
    public <T extends AutoCloseable> Started<T> start(
            String component, Callable<T> opener, Function<? super T, String> where) {
        var future = CompletableFuture.supplyAsync(() -> open(component, opener, where), threads);
        var started = new Started<>(future);
        asked.add(started);
        return started;
    }

    /**
     * Waits for all that were asked for. If one fails, the others are stopped before this throws.
     *
     * @throws FailedException of the first component that failed
     */
    public void await() {
        var all = asked.stream().map(started -> started.future).toArray(CompletableFuture<?>[]::new);
        var firstFailure = new CompletableFuture<Void>();
        for (CompletableFuture<?> one : all) {
            var _ = one.whenComplete((opened, failure) -> {
                if (failure != null) {
                    firstFailure.completeExceptionally(failure);
                }
            });
        }
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(all), firstFailure).join();
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof FailedException failed ? failed : e;
        }
    }

    /** Stops what was started, in reverse order. What is still starting is interrupted and stopped once it is up. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("a component is still starting after {} s and is left alone", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Running one = last(); one != null; one = last()) {
            try {
                one.component().close();
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly", one.name(), e);
            }
        }
    }

    private <T extends AutoCloseable> T open(String name, Callable<T> opener, Function<? super T, String> where) {
        long begin = System.nanoTime();
        try {
            var component = opener.call();
            synchronized (running) {
                running.push(new Running(name, component));
            }
            var seconds = (System.nanoTime() - begin) / 1e9;
            out.println(String.format(Locale.ROOT, "%-12s ready in %.1f s  %s", name, seconds, where.apply(component))
                    .stripTrailing());
            return component;
        } catch (FailedException another) {
            throw another;
        } catch (Exception | Error e) {
            throw new FailedException(name, e);
        }
    }

    private @Nullable Running last() {
        synchronized (running) {
            return running.poll();
        }
    }

    private record Running(String name, AutoCloseable component) {}
}
