package dev.mesoschaos.injectors.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Daemons that were ended, so that their supervisor starts them again.
 *
 * @param identities what their processes were, by host
 */
record Restarts(Map<String, String> identities) implements AutoCloseable {

    /** Ends all. */
    static Restarts of(ProcessPlan plan, Processes processes) {
        Map<String, String> before = new HashMap<>();
        plan.daemons().forEach(daemon -> before.put(
                daemon.host(),
                processes.must(daemon.host(), ProcessScripts.signal(plan.signal().name(), daemon.find()))));
        return new Restarts(before);
    }

    /** Hosts whose daemon has not ended. */
    List<String> same(Processes processes) {
        return processes.plan().daemons().stream()
                .filter(daemon -> processes.seen(daemon.host(), daemon.find())
                        .filter(seen -> seen.identity().equals(identities.get(daemon.host())))
                        .isPresent())
                .map(ProcessPlan.Daemon::host)
                .toList();
    }

    @Override
    public void close() {}
}
