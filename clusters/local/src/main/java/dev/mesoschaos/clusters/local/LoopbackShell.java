package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;

/**
 * Commands on this machine, which plays all hosts. They carry no mark of a host: a guard of a lease outlives the cluster,
 * to remove its own files when the harness was killed.
 */
record LoopbackShell(Layout layout, Hosts hosts) implements Shell {

    @Override
    public Result run(String host, List<String> command, String stdin, Duration timeout) {
        if (!hosts.isOn(layout.host(host))) {
            throw new ClusterException("host " + host + " is off: switch it on first");
        }
        return Command.run(command, stdin, timeout);
    }

    @Override
    public boolean shared() {
        return true;
    }
}
