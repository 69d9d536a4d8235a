package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    private final FakeCluster cluster = new FakeCluster();

    @Test
    void aHostThatCannotBeAskedDoesNotKeepTheOthersFromBeingLookedAt() {
        cluster.powers.put(Shell.class, (Shell) (host, command, stdin, timeout) -> {
            if (host.equals("a1")) {
                throw new ClusterException("no answer");
            }
            return new Shell.Result(0, "seen on " + host, "");
        });

        assertThat(Fingerprints.of(cluster, List.of("a1", "a2")))
                .containsEntry("a1", "not to be had\n")
                .containsEntry("a2", "seen on a2");
    }

    /** What others do on this machine meanwhile is nobody's fault. */
    @Test
    void hostsThatShareAMachineHaveNone() {
        Shell shell = new Shell() {
            @Override
            public Result run(String host, List<String> command, String stdin, Duration timeout) {
                throw new AssertionError("must not be looked at");
            }

            @Override
            public boolean shared() {
                return true;
            }
        };

        assertThat(Fingerprints.of(cluster, List.of("a1"))).isEmpty();
        cluster.powers.put(Shell.class, shell);
        assertThat(Fingerprints.of(cluster, List.of("a1"))).isEmpty();
    }
}
