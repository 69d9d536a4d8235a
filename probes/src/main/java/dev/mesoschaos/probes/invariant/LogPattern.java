package dev.mesoschaos.probes.invariant;

import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.measure.Invariant;
import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.List;

/** No process says in its log that it broke. */
public final class LogPattern implements Invariant {

    @Override
    public String id() {
        return "log-pattern";
    }

    @Override
    public String meaning() {
        return "No line in the logs of masters, agents, ZooKeeper servers and tasks that the logs probe read tells of a crash, a fatal"
                + " error or a check that failed.";
    }

    @Override
    public Finding check(Timeline timeline) {
        List<Event.LogsRead> read = timeline.of(Event.LogsRead.class);
        long files = read.stream().mapToLong(Event.LogsRead::files).sum();
        long lines = read.stream().mapToLong(Event.LogsRead::lines).sum();
        List<String> violations = read.stream()
                .flatMap(logs -> logs.matches().stream())
                .map(match -> match.file() + ":" + match.line() + ": " + match.text())
                .toList();
        return new Finding(lines, files + " logs of " + lines + " lines", violations);
    }
}
