package dev.mesoschaos.ci.broken;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.util.Set;

/** {@code toothless}: does not bite. */
public final class Toothless extends PretendedFault {

    /** For {@link java.util.ServiceLoader}. */
    public Toothless() {
        super("toothless", Set.of());
    }

    @Override
    public Evidence verifyEffect(Plan plan, FaultContext context) {
        return Evidence.missing("not a scratch on " + plan.hosts());
    }
}
