package dev.mesoschaos.ci.broken;

import dev.mesoschaos.scenarios.cluster.Capability;
import java.util.Set;

/** {@code demanding}: needs both what only namespaces and what only the proxied network can give. */
public final class Demanding extends PretendedFault {

    /** For {@link java.util.ServiceLoader}. */
    public Demanding() {
        super("demanding", Set.of(Capability.HOST_NETWORK, Capability.ALL_LINKS));
    }
}
