package io.freeflow.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Asks all components at once, each with a time limit. A component that hangs is asked no second time until it answers,
 * so health requests do not pile up behind it. Thread-safe.
 */
final class Health {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("serve-health").start(task);

    private final List<Asked> components;
    private volatile boolean isHealthy = true;
    private Consumer<String> onChange = status -> {};

    /** What a component said. */
    record Answer(boolean isHealthy, String detail, Duration took) {
        String status() {
            return text(isHealthy);
        }
    }

    /** What all components said, by name. */
    record Report(Map<String, Answer> answers) {
        boolean isHealthy() {
            return answers.values().stream().allMatch(Answer::isHealthy);
        }

        String status() {
            return text(isHealthy());
        }
    }

    /** A component and the question that it still owes an answer to. */
    private static final class Asked {

        private final HealthCheck check;
        private CompletableFuture<Answer> open = CompletableFuture.completedFuture(new Answer(true, "", Duration.ZERO));

        Asked(HealthCheck check) {
            this.check = check;
        }

        synchronized CompletableFuture<Answer> ask() {
            if (open.isDone()) {
                open = CompletableFuture.supplyAsync(this::answer, THREADS);
            }
            return open;
        }

        private Answer answer() {
            long start = System.nanoTime();
            try {
                var detail = check.check();
                return new Answer(true, detail, since(start));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            } catch (Exception e) {
                return new Answer(false, describe(e), since(start));
            }
        }

        private static String describe(Exception e) {
            var message = e.getMessage();
            return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
        }
    }

    Health(List<HealthCheck> checks) {
        components = checks.stream().map(Asked::new).toList();
    }

    /** Names who is told when the service becomes unhealthy or healthy. */
    void onChange(Consumer<String> listener) {
        onChange = listener;
    }

    /** The status that the components gave when they were last asked. */
    String status() {
        return text(isHealthy);
    }

    Report ask() {
        long start = System.nanoTime();
        var open = new ArrayList<CompletableFuture<Answer>>();
        components.forEach(component -> open.add(component.ask()));
        var answers = new TreeMap<String, Answer>();
        for (int i = 0; i < open.size(); i++) {
            answers.put(components.get(i).check.name(), await(open.get(i), start));
        }
        var report = new Report(answers);
        note(report);
        return report;
    }

    private synchronized void note(Report report) {
        if (isHealthy != report.isHealthy()) {
            isHealthy = report.isHealthy();
            onChange.accept(report.status());
        }
    }

    private static Answer await(CompletableFuture<Answer> open, long start) {
        try {
            return open.get(LIMIT.minus(since(start)).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Answer(false, "no answer within " + LIMIT.toSeconds() + " s", since(start));
        } catch (ExecutionException e) {
            return new Answer(false, String.valueOf(e.getCause()), since(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted", since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String text(boolean isHealthy) {
        return isHealthy ? "healthy" : "unhealthy";
    }
}
