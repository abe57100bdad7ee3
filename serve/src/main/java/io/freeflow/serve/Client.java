package io.freeflow.serve;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * One WebSocket connection and what waits to be sent on it. Never blocks: a message goes out when the one before has
 * gone.
 *
 * <p>A client that reads slower than the road changes gets map updates merged, however far it is behind, for they are
 * cut from the newest view when its turn comes. Everything else waits in a queue; a client for which more than the limit
 * waits is closed and told so. Thread-safe.
 */
final class Client {

    private static final int GOODBYE_BEATS = 20;

    private final String id;
    private final Session session;
    private final int limit;
    private final Deque<Iterator<String>> waiting = new ArrayDeque<>();
    private final Set<Channel> channels = EnumSet.noneOf(Channel.class);
    private final Callback sent = Callback.from(this::sent, problem -> drop());

    private MapView knows = MapView.NOTHING;
    private MapView newest = MapView.NOTHING;
    private boolean isSending;
    private boolean isPumping;
    private boolean isClosed;
    private int beatsSinceClosed;
    private Instant heardAt;
    private Instant pingedAt;

    Client(String id, Session session, int limit, Instant now) {
        this.id = id;
        this.session = session;
        this.limit = limit;
        this.heardAt = now;
        this.pingedAt = now;
    }

    String id() {
        return id;
    }

    synchronized void heard(Instant now) {
        heardAt = now;
    }

    synchronized Instant heardAt() {
        return heardAt;
    }

    synchronized void pinged(Instant now) {
        pingedAt = now;
    }

    synchronized Instant pingedAt() {
        return pingedAt;
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    /** Called once a beat: true for a client that was told goodbye, did not go, and is now dropped. */
    boolean isOverdue() {
        synchronized (this) {
            if (!isClosed || ++beatsSinceClosed <= GOODBYE_BEATS) {
                return false;
            }
        }
        drop();
        return true;
    }

    synchronized List<Channel> channels() {
        return List.copyOf(channels);
    }

    synchronized boolean isSubscribed(Channel channel) {
        return channels.contains(channel);
    }

    synchronized void subscribe(Channel channel) {
        channels.add(channel);
    }

    synchronized void unsubscribe(Channel channel) {
        channels.remove(channel);
        if (channel == Channel.MAP) {
            knows = MapView.NOTHING;
            newest = MapView.NOTHING;
        }
    }

    /** Sends one message. */
    void send(String message) {
        send(List.of(message));
    }

    /** Sends a push of several messages, which waits as one. */
    void send(List<String> messages) {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            if (waiting.size() < limit) {
                waiting.add(messages.iterator());
            } else {
                isClosed = true;
                waiting.clear();
            }
        }
        if (isClosed()) {
            session.close(StatusCode.TRY_AGAIN_LATER, "too slow: " + limit + " pushes are waiting", Callback.NOOP);
        } else {
            pump();
        }
    }

    /** Sends what changed in the map since this client was last told, when its turn comes. */
    void show(MapView view) {
        synchronized (this) {
            if (isClosed || !channels.contains(Channel.MAP) || view.number() <= newest.number()) {
                return;
            }
            newest = view;
        }
        pump();
    }

    void close(int status, String reason) {
        synchronized (this) {
            isClosed = true;
            waiting.clear();
        }
        session.close(status, reason, Callback.NOOP);
    }

    /** Ends the connection without a word. */
    void drop() {
        synchronized (this) {
            isClosed = true;
            waiting.clear();
        }
        session.disconnect();
    }

    private void sent() {
        synchronized (this) {
            isSending = false;
        }
        pump();
    }

    /*
     * A send may be over before it returns, and then calls pump() from inside pump(). The flag makes that inner call
     * leave the work to the outer loop, so that a long queue is a loop and not a deep stack.
     */
    private void pump() {
        synchronized (this) {
            if (isPumping) {
                return;
            }
            isPumping = true;
        }
        while (true) {
            String message;
            synchronized (this) {
                message = isSending || isClosed ? "" : next();
                if (message.isEmpty()) {
                    isPumping = false;
                    return;
                }
                isSending = true;
            }
            session.sendText(message, sent);
        }
    }

    /** The next message, empty if there is none. */
    private String next() {
        while (!waiting.isEmpty()) {
            var push = waiting.getFirst();
            if (push.hasNext()) {
                return push.next();
            }
            waiting.removeFirst();
        }
        if (knows == newest) {
            return "";
        }
        var update = newest.updateSince(knows);
        knows = newest;
        return update;
    }
}
