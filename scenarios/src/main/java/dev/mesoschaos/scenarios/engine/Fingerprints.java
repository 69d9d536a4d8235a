package dev.mesoschaos.scenarios.engine;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.util.List;
import java.util.Optional;

/** What a fault of ours could leave behind on a host: routes, queueing disciplines, packet filters. */
final class Fingerprints {

    private static final List<List<String>> LOOKS = List.of(
            List.of("ip", "-o", "route", "show", "table", "all", "type", "blackhole"),
            List.of("ip", "-o", "rule", "show"),
            List.of("tc", "qdisc", "show"),
            List.of("nft", "list", "tables"));

    private Fingerprints() {}

    /**
     * The host's fingerprint; empty when it cannot be looked at, because it is off, has no shell, or is not
     * alone on its machine.
     */
    static Optional<String> of(Optional<Shell> shell, String host) {
        return shell.filter(sh -> !sh.shared()).map(sh -> {
            StringBuilder text = new StringBuilder();
            for (List<String> look : LOOKS) {
                text.append(String.join(" ", look)).append(":\n").append(output(sh, host, look));
            }
            return text.toString();
        });
    }

    private static String output(Shell shell, String host, List<String> look) {
        try {
            // A tool the host lacks cannot have been used against it, and stays lacking after the undo.
            return shell.run(host, look.toArray(String[]::new)).stdout();
        } catch (ClusterException e) {
            return "not to be had\n";
        }
    }
}
