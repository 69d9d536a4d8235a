package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who runs a cluster, and in which network. */
enum Way {
    THIS_USER,
    ORDINARY_USER,
    PROXIED;

    /** What its harness is started by; a way that this machine does not allow skips the test. */
    List<String> prefix() {
        if (this == PROXIED) {
            return List.of();
        }
        Enclosure enclosure = Enclosure.choose(Map.of());
        assumeTrue(enclosure.kind() != Enclosure.Kind.PROXIED, enclosure.words());
        if (this == THIS_USER) {
            return enclosure.command();
        }
        assumeTrue(enclosure.kind() == Enclosure.Kind.NAMESPACES, "this user is an ordinary one already");
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/");
        Enclosure asUser = Enclosure.choose(
                Map.of(Enclosure.NETWORK, "namespaces"), command -> Command.run(join(nobody, command), "", Clusters.SOON));
        assertThat(asUser.kind()).isEqualTo(Enclosure.Kind.USER_NAMESPACES);
        return join(nobody, asUser.command());
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
