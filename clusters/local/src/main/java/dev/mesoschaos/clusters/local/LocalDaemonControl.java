package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import java.time.Duration;
import java.util.List;

/** Signals by process id: this process sees those of all hosts, whatever namespaces they have. */
record LocalDaemonControl(Layout layout, Daemons daemons, RunFiles files) implements DaemonControl {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    /** The mark of its own hold. */
    private static final String HOLD = "control";

    @Override
    public void signal(String host, Signal signal) {
        long pid = daemons.process(layout.host(host))
                .orElseThrow(() -> new ClusterException("the daemon of " + host + " does not run, so it cannot be sent "
                        + signal + ": start it first"))
                .pid();
        // The shell's own, because not every machine has a program of that name.
        Command.mustRun(List.of("sh", "-c", "kill -" + signal + " " + pid), "", LIMIT);
    }

    @Override
    public void supervise(String host, boolean startAgain) {
        List<String> order = startAgain ? supervision().release(host, HOLD) : supervision().hold(host, HOLD);
        Command.mustRun(order, "", LIMIT);
    }

    private HostSupervision supervision() {
        return new HostSupervision(files);
    }

    @Override
    public void start(String host) {
        daemons.start(layout.host(host));
    }

    @Override
    public boolean runs(String host) {
        return daemons.process(layout.host(host)).isPresent();
    }

    @Override
    public List<End> ends(String host) {
        return daemons.ends(layout.host(host));
    }

    @Override
    public void wipe(String host) {
        if (runs(host)) {
            throw new ClusterException("the daemon of " + host + " runs on the disk that is to be wiped: end it first");
        }
        files.wipe(host);
    }
}
