package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;

/** Enters a host's namespaces; the host's network has no part in it. */
record NamespaceShell(Layout layout, Hosts hosts) implements Shell {

    @Override
    public Result run(String host, List<String> command, String stdin, Duration timeout) {
        return Command.run(hosts.command(layout.host(host), command), stdin, timeout);
    }
}
