package dev.mesoschaos.testbed.master;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** All that a master has while it leads: its data and the rules that work on them. */
final class Leadership {

    private final Parts parts;
    private final SchedulerApi schedulers;
    private final OperatorApi operators;
    private final AgentGate agents;

    /**
     * Starts to lead with what the registry holds.
     *
     * @param recovered the registry, already written under this leader's name
     */
    Leadership(
            Parts parts,
            RegistryState recovered,
            Registrar registrar,
            MasterFlags flags,
            MasterAuth auth,
            Metrics metrics,
            ProcessCalls process,
            Defect defect,
            Supplier<UUID> uuids) {
        this.parts = parts;
        parts.cluster().registry(recovered);
        parts.cluster().recovered().putAll(recovered.admitted());
        Frameworks frameworks = new Frameworks(parts);
        AgentLoss loss = new AgentLoss(parts, registrar, defect);
        Registration registration =
                new Registration(parts, loss, new Adoption(parts, frameworks), registrar, flags);
        this.agents = new AgentGate(
                new AgentMessages(parts, registration, loss), parts.cluster().counters(), auth.nobody());
        this.schedulers = new SchedulerApi(
                parts,
                frameworks,
                new SchedulerCalls(parts, frameworks, new TaskPermission(auth.acls())),
                flags,
                auth,
                uuids);
        OperatorReads reads = new OperatorReads(parts.cluster(), flags, metrics, process.verbosity());
        this.operators = new OperatorApi(parts, frameworks, loss, auth, reads, process, new OperatorChanges());
        registration.awaitRecovered();
        Duration interval = flags.allocationInterval();
        var unused = parts.actor().scheduleWithFixedDelay(
                parts.offers()::allocate, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    Parts parts() {
        return parts;
    }

    SchedulerApi schedulers() {
        return schedulers;
    }

    OperatorApi operators() {
        return operators;
    }

    AgentGate agents() {
        return agents;
    }
}
