package io.freeflow.app.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody's wish that this process ends (Ctrl-C, a signal), and the word that all is put away. */
final class Stop {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** From now on a signal asks, and the process lives until {@link #done} or until patience is over. */
    static Stop onSignal() {
        var stop = new Stop();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stop::ask));
        return stop;
    }

    /** Waits a while; true when the process shall end. */
    boolean await(Duration howLong) throws InterruptedException {
        return asked.await(howLong.toMillis(), TimeUnit.MILLISECONDS);
    }

    void done() {
        done.countDown();
    }

    private void ask() {
        asked.countDown();
        try {
            if (!done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
