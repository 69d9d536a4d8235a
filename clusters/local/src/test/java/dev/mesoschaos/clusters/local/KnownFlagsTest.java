package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownFlagsTest {

    private static final String HELP = """
            Usage: mesos-agent [options]

              --advertise_ip=VALUE                         IP address advertised to reach this Mesos agent.
                                                           The agent does not bind using this IP address, see --ip.
              --[no-]cgroups_enable_cfs                    Cgroups feature flag to enable hard limits on CPU resources
                                                           via the CFS bandwidth limiting subfeature. (default: false)
              --[no-]help                                  Prints this help message (default: false)
              --isolation=VALUE                            Isolation mechanisms to use, e.g., `posix/cpu,posix/mem`, or
                                                           `cgroups/cpu,cgroups/mem`. (default: posix/cpu,posix/mem)
            """;

    @Test
    void flagsAreWhatStandsAtTheBeginningOfALine() {
        assertThat(KnownFlags.parse(HELP).names())
                .containsExactlyInAnyOrder("advertise_ip", "cgroups_enable_cfs", "help", "isolation");
    }

    @Test
    void aDenialOfAKnownFlagIsKnown() {
        assertThat(KnownFlags.parse(HELP).unknown(Set.of("no-cgroups_enable_cfs", "isolation", "links"))).containsExactly("links");
    }
}
