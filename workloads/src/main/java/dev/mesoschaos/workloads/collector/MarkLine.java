package dev.mesoschaos.workloads.collector;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.journal.Event.Mark;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** One datagram of a task: {@code MARK app task host epoch-microseconds}. */
record MarkLine(Mark mark, String app, String task, String host, Instant taskAt) {

    /** Reads a line; empty when it is none of ours. */
    static Optional<MarkLine> parse(String line) {
        List<String> words = List.of(line.strip().split(" ", -1));
        if (words.size() != 5 || words.contains("")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MarkLine(
                    Mark.valueOf(words.get(0)),
                    words.get(1),
                    words.get(2),
                    words.get(3),
                    Instant.EPOCH.plus(Long.parseLong(words.get(4)), ChronoUnit.MICROS)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What makes two datagrams the same statement: a task starts and stops once, and beats once at a time. */
    String identity() {
        return mark == Mark.BEAT ? task + " " + taskAt : mark + " " + task;
    }

    Event.TaskMark received(Instant at) {
        return new Event.TaskMark(at, app, task, host, mark, taskAt);
    }
}
