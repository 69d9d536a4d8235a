package dev.mesoschaos.probes.probe;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Outcome;
import dev.mesoschaos.scenarios.journal.Event.Request;
import dev.mesoschaos.scenarios.journal.Recorder;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * Brings requests, which end in any order, into the journal in the order in which they were due. A request waits until
 * all that were due before it have ended, so that a reader of a journal that is still being written never sees the fast
 * answers of a moment without its slow ones.
 */
final class RequestLog {

    private final String probe;
    private final String app;
    private final double rate;
    private final Clock clock;
    private final Recorder recorder;
    private final Queue<Entry> inDueOrder = new ArrayDeque<>();

    RequestLog(String probe, String app, double rate, Clock clock, Recorder recorder) {
        this.probe = probe;
        this.app = app;
        this.rate = rate;
        this.clock = clock;
        this.recorder = recorder;
    }

    /** Takes in a request; to be called in the order in which they are due. */
    synchronized Entry open(Instant due) {
        Entry entry = new Entry(due);
        inDueOrder.add(entry);
        return entry;
    }

    /** Records all that have ended, up to the first that has not. */
    void write() {
        write(Entry::hasEnded);
    }

    /** Records everything; what has not ended by now is recorded as a timeout. */
    void close() {
        write(entry -> {
            entry.ended(Outcome.TIMEOUT, "");
            return true;
        });
    }

    private synchronized void write(Predicate<Entry> ready) {
        List<Request> requests = new ArrayList<>();
        Instant first = inDueOrder.isEmpty() ? Instant.EPOCH : inDueOrder.peek().due;
        while (!inDueOrder.isEmpty() && ready.test(inDueOrder.peek())) {
            requests.add(inDueOrder.remove().asDueAfter(first));
        }
        if (!requests.isEmpty()) {
            recorder.record(new Event.Requests(first, probe, app, rate, requests));
        }
    }

    /** A request that is due. */
    final class Entry {
        private final Instant due;
        private Request ended;

        private Entry(Instant due) {
            this.due = due;
        }

        /** It has ended, however; only the first call counts. */
        synchronized void ended(Outcome outcome, String host) {
            if (ended == null) {
                ended = new Request(0, ChronoUnit.MICROS.between(due, clock.now()), outcome, host);
            }
        }

        private synchronized boolean hasEnded() {
            return ended != null;
        }

        private synchronized Request asDueAfter(Instant first) {
            long dueMicros = Duration.between(first, due).toNanos() / 1000;
            return new Request(dueMicros, ended.latencyMicros(), ended.outcome(), ended.host());
        }
    }
}
