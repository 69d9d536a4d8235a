package dev.mesoschaos.ci.broken;

import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import java.util.Set;

/** {@code unremovable}: its undo changes nothing. */
public final class Unremovable extends PretendedFault {

    /** For {@link java.util.ServiceLoader}. */
    public Unremovable() {
        super("unremovable", Set.of());
    }

    @Override
    public Evidence verifyUndone(Plan plan, FaultContext context) {
        return Evidence.missing("still there on " + plan.hosts());
    }
}
