package dev.mesoschaos.injectors.network;

import dev.mesoschaos.injectors.Reachability;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An attempt of a host to connect to another one's service.
 *
 * @param from name of the host that tries
 * @param to name of the host that is tried
 */
public record Knock(String from, String to) {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A refusal has made the way there and back, so the way is open. */
    private static final String SCRIPT = """
            command -v bash timeout >/dev/null || exit 127
            said=$(LC_ALL=C timeout 1 bash -c ': <>"/dev/tcp/$0/$1"' "$1" "$2" 2>&1) && exit 0
            case $said in *refused*) exit 0 ;; esac
            exit 1
            """;

    private static final int UNABLE = 127;

    /** Whether packets go there and back; empty when one of the hosts is off, or lacks the tools to try. */
    Optional<Boolean> passes(Cluster cluster, Shell shell) {
        if (cluster.isOff(from) || cluster.isOff(to)) {
            return Optional.empty();
        }
        Address address = Reachability.host(cluster, to).service();
        Shell.Result result = shell.run(
                from, List.of("sh", "-c", SCRIPT, "knock", address.host(), "" + address.port()), "", LIMIT);
        return result.exitCode() == UNABLE ? Optional.empty() : Optional.of(result.ok());
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }
}
