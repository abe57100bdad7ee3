package io.freeflow.store;

import io.freeflow.core.store.News;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears on one connection what every writer of the namespace notifies. After a lost connection it tells all topics:
 * something may have been missed. Thread-safe.
 */
final class NewsListener implements News, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NewsListener.class);
    /** How long it hears nothing before it asks whether the server is still there. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Opens a connection of the listener's own. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    private final Connector connector;
    private final String channel;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Connection connection;

    /** Listens from now on. */
    NewsListener(Connector connector, String channel) throws SQLException {
        this.connector = connector;
        this.channel = channel;
        var first = listen();
        this.thread = Thread.ofVirtual().name("news").start(() -> hear(first));
    }

    @Override
    public Subscription subscribe(Consumer<Set<Topic>> listener) {
        var subscriber = new Subscriber(listener);
        subscribers.add(subscriber);
        return () -> {
            subscribers.remove(subscriber);
            subscriber.close();
        };
    }

    /** Stops hearing, at once, and ends all subscriptions. */
    @Override
    public void close() {
        closed.countDown();
        abort();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        subscribers.forEach(Subscriber::close);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void hear(Connection first) {
        for (@Nullable Connection current = first; current != null; ) {
            hearUntilLost(current);
            current = reconnect();
            if (current != null) {
                tell(EnumSet.allOf(Topic.class));
            }
        }
    }

    private void hearUntilLost(Connection current) {
        try (current) {
            while (!isClosed()) {
                tellNext(current);
            }
        } catch (SQLException e) {
            if (!isClosed()) {
                LOG.warn("The news connection is lost: {}", e.getMessage());
            }
        }
    }

    private void tellNext(Connection current) throws SQLException {
        var notices = current.unwrap(PGConnection.class).getNotifications((int) SILENCE.toMillis());
        if (notices == null || notices.length == 0) {
            if (!isClosed() && !current.isValid(5)) {
                throw new SQLException("the server does not answer");
            }
            return;
        }
        var topics = EnumSet.noneOf(Topic.class);
        for (var notice : notices) {
            Arrays.stream(notice.getParameter().split(",", -1))
                    .map(Topic::valueOf)
                    .forEach(topics::add);
        }
        tell(topics);
    }

    private void tell(Set<Topic> topics) {
        subscribers.forEach(subscriber -> subscriber.tell(topics));
    }

    private @Nullable Connection reconnect() {
        for (var pause = FIRST_PAUSE; !isClosed(); pause = min(pause.multipliedBy(2), LONGEST_PAUSE)) {
            try {
                return listen();
            } catch (SQLException e) {
                LOG.debug("No news connection yet: {}", e.getMessage());
            }
            try {
                if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return null;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    private Connection listen() throws SQLException {
        var opened = connector.connect();
        connection = opened;
        try (var statement = opened.createStatement()) {
            statement.execute("listen \"" + channel + "\"");
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    /** Ends a wait for notices: close() alone would wait for it. */
    private void abort() {
        var current = connection;
        if (current != null) {
            try {
                current.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("The news connection is not aborted: {}", e.getMessage());
            }
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** One listener with its thread. What comes while it is busy is merged. */
    private static final class Subscriber {

        private final Consumer<Set<Topic>> listener;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final EnumSet<Topic> pending = EnumSet.noneOf(Topic.class);
        private boolean open = true;

        Subscriber(Consumer<Set<Topic>> listener) {
            this.listener = listener;
            Thread.ofVirtual().name("news-subscriber").start(this::run);
        }

        void tell(Set<Topic> topics) {
            lock.lock();
            try {
                pending.addAll(topics);
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                open = false;
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        private void run() {
            while (true) {
                var topics = next();
                if (topics.isEmpty()) {
                    return;
                }
                try {
                    listener.accept(topics);
                } catch (RuntimeException e) {
                    LOG.error("A listener failed on news of {}", topics, e);
                }
            }
        }

        /** Waits for news; empty when closed. */
        private Set<Topic> next() {
            lock.lock();
            try {
                while (open && pending.isEmpty()) {
                    changed.awaitUninterruptibly();
                }
                var topics = open ? EnumSet.copyOf(pending) : EnumSet.noneOf(Topic.class);
                pending.clear();
                return topics;
            } finally {
                lock.unlock();
            }
        }
    }
}
