package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Forgets agents that have been unreachable or gone for long, or when there are very many (mesos-facts section 5). */
final class RegistryCollector {

    private final Parts parts;
    private final Registrar registrar;
    private final MasterFlags flags;

    RegistryCollector(Parts parts, Registrar registrar, MasterFlags flags) {
        this.parts = parts;
        this.registrar = registrar;
        this.flags = flags;
    }

    void start() {
        long nanos = flags.registryGcInterval().toNanos();
        var unused = parts.actor().scheduleWithFixedDelay(this::collect, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void collect() {
        long oldest = parts.cluster().nowNanos() - flags.registryMaxAgentAge().toNanos();
        UnaryOperator<RegistryState> edit = registry -> registry.collect(oldest, flags.registryMaxAgentCount());
        if (!edit.apply(parts.cluster().registry()).equals(parts.cluster().registry())) {
            registrar.apply(edit, () -> {});
        }
    }
}
