package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.registry.Registry;
import dev.mesoschaos.testbed.master.registry.RegistryState;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of one master from its election to leadership. */
final class Election {

    private static final Logger LOG = LoggerFactory.getLogger(Election.class);

    private final MasterInfo self;
    private final Registry registry;
    private final Equipment equipment;
    private final MasterNode node;

    Election(MasterInfo self, Registry registry, Equipment equipment) {
        this.self = self;
        this.registry = registry;
        this.equipment = equipment;
        this.node = new MasterNode(self, equipment.actor(), this::won, MasterExit::now);
    }

    MasterNode node() {
        return node;
    }

    private void won() {
        equipment.metrics().elected();
        var unused = registry.recover().whenCompleteAsync((state, problem) -> {
            if (problem == null) {
                lead(state);
            } else {
                Throwable cause = problem.getCause() == null ? problem : problem.getCause();
                MasterExit.abort("Recovery failed: Failed to recover registrar: " + cause.getMessage());
            }
        }, equipment.actor());
    }

    private void lead(RegistryState state) {
        Parts parts = Parts.of(self, equipment);
        Registrar registrar = new Registrar(parts.cluster(), registry, equipment.actor(), MasterExit::abort);
        equipment.metrics().include(all -> all.put("registrar/queued_operations", (double) registrar.queued()));
        Leadership leadership = new Leadership(parts, state, registrar, equipment, MasterExit::fail);
        equipment.metrics().leads(leadership);
        node.recovered(leadership);
        LOG.info("leading with {} agents in the registry", state.admitted().size());
    }
}
