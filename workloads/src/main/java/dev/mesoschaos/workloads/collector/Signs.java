package dev.mesoschaos.workloads.collector;

import dev.mesoschaos.scenarios.journal.Event.Mark;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last sign of life of each task. Bounded, as anyone may send datagrams; written by one thread, read by others. */
final class Signs {

    private static final int REMEMBERED = 10_000;

    private final Map<String, Instant> last = new LinkedHashMap<>();

    synchronized void heard(MarkLine mark, Instant at) {
        last.remove(mark.task());
        if (mark.mark() == Mark.STOP) {
            return;
        }
        last.put(mark.task(), at);
        if (last.size() > REMEMBERED) {
            last.remove(last.keySet().iterator().next());
        }
    }

    synchronized Optional<Instant> last(String task) {
        return Optional.ofNullable(last.get(task));
    }
}
