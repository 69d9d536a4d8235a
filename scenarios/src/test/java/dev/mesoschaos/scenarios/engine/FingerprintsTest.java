package dev.mesoschaos.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    @Test
    void aHostIsLookedAtWithEveryToolEvenWhenOneIsMissing() {
        Shell shell = (host, command, stdin, timeout) -> {
            if (command.getFirst().equals("tc")) {
                throw new ClusterException("no tc");
            }
            return new Shell.Result(0, command.getFirst() + " on " + host + "\n", "");
        };

        assertThat(Fingerprints.of(Optional.of(shell), "a1").orElseThrow())
                .contains("ip on a1", "nft on a1", "tc qdisc show:\nnot to be had");
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

        assertThat(Fingerprints.of(Optional.of(shell), "a1")).isEmpty();
        assertThat(Fingerprints.of(Optional.empty(), "a1")).isEmpty();
    }
}
