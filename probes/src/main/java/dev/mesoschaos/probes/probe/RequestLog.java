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

    /** Whoever sends a request later than this after it was due could not keep its rate. */
    static final Duration LATE = Duration.ofMillis(1);

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

    /** Nobody who opens a request waits until others are written. */
    private void write(Predicate<Entry> ready) {
        List<Entry> entries = taken(ready);
        if (!entries.isEmpty()) {
            Instant first = entries.getFirst().due;
            int late = (int) entries.stream().filter(Entry::wasSentLate).count();
            List<Request> requests = entries.stream().map(entry -> entry.asDueAfter(first)).toList();
            recorder.record(new Event.Requests(first, probe, app, rate, late, requests));
        }
    }

    private synchronized List<Entry> taken(Predicate<Entry> ready) {
        List<Entry> entries = new ArrayList<>();
        while (!inDueOrder.isEmpty() && ready.test(inDueOrder.peek())) {
            entries.add(inDueOrder.remove());
        }
        return entries;
    }

    /** A request that is due. */
    final class Entry {
        private final Instant due;
        private Request ended;
        private boolean sentLate;

        private Entry(Instant due) {
            this.due = due;
        }

        /** It is being sent. */
        synchronized void sent() {
            sentLate = Duration.between(due, clock.now()).compareTo(LATE) > 0;
        }

        private synchronized boolean wasSentLate() {
            return sentLate;
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
