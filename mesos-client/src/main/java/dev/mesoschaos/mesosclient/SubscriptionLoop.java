package dev.mesoschaos.mesosclient;

import com.google.protobuf.Message;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a subscription alive: subscribes at whoever leads, reads until the stream ends, subscribes again, with a pause
 * after each round in which no known master would have it. One thread reads and delivers, so events keep their order and a
 * slow listener slows the master's sending, nothing else.
 */
final class SubscriptionLoop<E extends Message> implements Subscription {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);
    private static final double USUAL_HEARTBEAT_SECONDS = 15;
    private static final double LONGEST_HEARTBEAT_SECONDS = 3600;

    private final MesosHttp http;
    private final LeaderSource leaders;
    private final String path;
    private final Subscriber<E> subscriber;
    private final Backoff backoff;
    private final Set<MasterAddress> round = new HashSet<>();
    private final CallSlot slot = new CallSlot();
    private final ReentrantLock fate = new ReentrantLock();
    private final Condition ended = fate.newCondition();
    private final Thread thread;
    private final ElectionWatch watch = new ElectionWatch(this::wake);
    private Subscription elections = () -> {};
    /** Changes under {@link #fate} and is read without it for each event. */
    private volatile boolean closed;

    SubscriptionLoop(String name, MesosHttp http, LeaderSource leaders, String path, Subscriber<E> subscriber) {
        this.http = http;
        this.leaders = leaders;
        this.path = path;
        this.subscriber = subscriber;
        this.backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, SystemTime.random(http.seed()));
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        elections = leaders.onElection(watch::elected);
        thread.start();
    }

    /** Says that the master has accepted the subscription and how often it will give a sign of life. */
    void subscribed(EventStream stream, double heartbeatSeconds) {
        backoff.reset();
        round.clear();
        leaders.confirmed(stream.master());
        boolean believable = heartbeatSeconds > 0 && heartbeatSeconds <= LONGEST_HEARTBEAT_SECONDS;
        double seconds = believable ? heartbeatSeconds : USUAL_HEARTBEAT_SECONDS;
        stream.expectEvery(Duration.ofNanos((long) (seconds * 1e9)));
    }

    /** Ends the loop from inside, as the master said that there is no point in another attempt. */
    void fail(String message) {
        if (end()) {
            subscriber.failed(message);
        }
    }

    /** Does something that makes the master end the stream, and ends the loop if it succeeds. */
    void endWith(Runnable farewell) {
        fate.lock();
        try {
            farewell.run();
            end();
        } finally {
            fate.unlock();
        }
    }

    @Override
    public void close() {
        elections.close();
        end();
        if (Thread.currentThread() != thread && thread.isAlive()) {
            try {
                thread.join(LONGEST_GOODBYE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean end() {
        fate.lock();
        try {
            boolean first = !closed;
            closed = true;
            ended.signalAll();
            slot.cancel();
            return first;
        } finally {
            fate.unlock();
        }
    }

    private void run() {
        while (true) {
            MesosException why = attempt();
            if (isClosed()) {
                return;
            }
            if (isFinal(why)) {
                fail(why.getMessage());
                return;
            }
            subscriber.lost(why);
            if (roundIsOver() && endsDuring(backoff.next())) {
                return;
            }
        }
    }

    /** Subscribes once and reads to the end of the stream; returns why it ended. */
    private MesosException attempt() {
        MasterAddress asked;
        watch.attemptBegins();
        try {
            asked = leaders.current();
            round.add(asked);
        } catch (MesosException e) {
            return e;
        }
        try (EventStream stream = http.open(asked, path, subscriber.subscribe(), slot)) {
            try {
                watch.reads(stream);
                stream.read(subscriber.prototype(), event -> deliver(stream, event));
            } finally {
                watch.readsNone();
                leaders.suspect(stream.master());
            }
            return new MesosException.Unavailable(stream.master() + " ended the stream");
        } catch (MesosException e) {
            return e;
        } finally {
            leaders.suspect(asked);
        }
    }

    private void wake() {
        fate.lock();
        try {
            ended.signalAll();
        } finally {
            fate.unlock();
        }
    }

    /** Every master that is known gets one attempt before there is a pause. */
    private boolean roundIsOver() {
        boolean over;
        try {
            over = round.isEmpty() || round.contains(leaders.current());
        } catch (MesosException e) {
            over = true;
        }
        if (over) {
            round.clear();
        }
        return over;
    }

    private void deliver(EventStream stream, E event) {
        if (!closed) {
            subscriber.event(this, stream, event);
        }
    }

    /** A refusal that waiting does not change. 403 and an unknown framework are what a master says that has just changed. */
    private static boolean isFinal(MesosException why) {
        return why instanceof MesosException.Refused refused
                && !refused.retryable()
                && refused.status() != 403
                && !refused.reason().equals(SchedulerClient.UNKNOWN_FRAMEWORK);
    }

    /** Waits for a farewell that is under way, as it decides. */
    private boolean isClosed() {
        fate.lock();
        try {
            return closed;
        } finally {
            fate.unlock();
        }
    }

    private boolean endsDuring(Duration pause) {
        fate.lock();
        try {
            long left = pause.toNanos();
            while (!closed && !watch.heardOfOne() && left > 0) {
                left = ended.awaitNanos(left);
            }
            return closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            fate.unlock();
        }
    }
}
