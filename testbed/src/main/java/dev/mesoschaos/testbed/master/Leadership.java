package dev.mesoschaos.testbed.master;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
     * @param fatal ends this master
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
            Supplier<UUID> uuids,
            Consumer<String> fatal) {
        this.parts = parts;
        parts.cluster().registry(recovered);
        parts.cluster().recovered().putAll(recovered.admitted());
        RemovalQueue removals =
                new RemovalQueue(flags.agentRemovalSpacing(), SystemTime.nanos(), parts.actor());
        Frameworks frameworks = new Frameworks(parts);
        OperationFeedback feedback = new OperationFeedback(parts.cluster());
        AgentLoss loss = new AgentLoss(parts, registrar, removals, feedback, defect);
        Draining draining = new Draining(parts, loss, registrar);
        ResourceOperations operations = new ResourceOperations(parts, feedback, uuids);
        Registration registration = new Registration(
                parts, loss, new Adoption(parts, frameworks), registrar, operations, flags, draining::proceed);
        OperatorChanges changes = new OperatorChanges(
                new Maintenance(parts, loss, registrar),
                draining,
                new QuotaChanges(parts, registrar, flags.roles()),
                new WeightChanges(parts, registrar, flags.roles()),
                operations);
        this.agents = new AgentGate(
                new AgentMessages(parts, registration, loss, feedback), parts.cluster().counters(), auth.nobody());
        this.schedulers = new SchedulerApi(
                parts,
                frameworks,
                new SchedulerCalls(
                        parts,
                        frameworks,
                        feedback,
                        new Launcher(parts, operations, feedback, new TaskPermission(auth.acls()))),
                flags,
                auth,
                uuids);
        OperatorReads reads = new OperatorReads(
                parts.cluster(), changes.maintenance(), flags, metrics, process.verbosity());
        this.operators = new OperatorApi(parts, frameworks, loss, auth, reads, process, changes);
        parts.tasks().whenUntracked(draining::emptied);
        parts.offers().afterRun(parts.inverseOffers()::ask);
        new RecoveredAgents(parts, loss, flags, fatal).await();
        new RegistryCollector(parts, registrar, flags).start();
        flags.whitelist().ifPresent(file ->
                new AgentWhitelist(file, parts.allocator()::whitelist).watch(parts.actor()));
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
