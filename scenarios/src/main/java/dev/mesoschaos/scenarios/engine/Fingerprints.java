package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What a fault of ours could leave behind on a host: routes, queueing disciplines, packet filters. */
final class Fingerprints {

    /** A tool the host lacks cannot have been used against it, and stays lacking after the undo. */
    private static final String LOOK = """
            for look in 'ip -o route show table all type blackhole' 'ip -o rule show' 'tc qdisc show' 'nft list tables'; do
                echo "$look:"
                $look 2>/dev/null
            done
            """;

    private Fingerprints() {}

    /** Fingerprints by host, taken at the same time; none of a host that is off, or is not alone on its machine. */
    static Map<String, String> of(Cluster cluster, List<String> hosts) {
        Map<String, String> texts = new ConcurrentSkipListMap<>();
        cluster.power(Shell.class).filter(shell -> !shell.shared()).ifPresent(shell -> AllOf.atOnce(hosts.stream()
                .filter(host -> !cluster.isOff(host))
                .map(host -> () -> texts.put(host, text(shell, host)))));
        return texts;
    }

    private static String text(Shell shell, String host) {
        try {
            return shell.run(host, "sh", "-c", LOOK).stdout();
        } catch (ClusterException e) {
            return "not to be had\n";
        }
    }
}
