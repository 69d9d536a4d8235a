package dev.mesoschaos.testbed.master;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
            Equipment equipment,
            Consumer<String> fatal) {
        MasterFlags flags = equipment.flags();
        MasterAuth auth = equipment.auth();
        this.parts = parts;
        parts.cluster().registry(recovered);
        parts.cluster().recovered().putAll(recovered.admitted());
        RemovalQueue removals =
                new RemovalQueue(flags.agentRemovalSpacing(), SystemTime.nanos(), parts.actor());
        Frameworks frameworks = new Frameworks(parts);
        OperationFeedback feedback = new OperationFeedback(parts.cluster());
        AgentParting parting = new AgentParting(parts, removals, feedback);
        AgentLoss loss = new AgentLoss(parts, registrar, removals, parting, feedback, equipment.defect());
        AgentRemoval removal = new AgentRemoval(parts, registrar, parting, feedback);
        Draining draining = new Draining(parts, removal, registrar);
        ResourceOperations operations = new ResourceOperations(parts, feedback, equipment::uuid);
        Registration registration = new Registration(
                parts, loss, removal, new Adoption(parts, frameworks), registrar, operations, flags, draining::proceed);
        OperatorChanges changes = new OperatorChanges(
                new Maintenance(parts, removal, registrar),
                draining,
                new QuotaChanges(parts, registrar, flags.roles()),
                new WeightChanges(parts, registrar, flags.roles()),
                operations);
        this.agents = new AgentGate(
                new AgentMessages(parts, registration, loss, removal, feedback),
                parts.cluster().counters(),
                auth.nobody());
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
                equipment::uuid);
        OperatorReads reads = new OperatorReads(
                parts.cluster(), changes.maintenance(), flags, equipment.metrics(), equipment.process().verbosity());
        this.operators = new OperatorApi(parts, frameworks, removal, auth, reads, equipment.process(), changes);
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
