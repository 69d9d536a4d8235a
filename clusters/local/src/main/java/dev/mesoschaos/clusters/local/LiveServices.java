package dev.mesoschaos.clusters.local;

import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.Services;

/** Whether daemons serve, by the word of the leading master and of the ZooKeeper servers themselves. */
record LiveServices(Layout layout, OperatorClient masters) implements Services {

    @Override
    public boolean serves(String host) {
        HostPlan plan = layout.host(host);
        try {
            return switch (plan.host().role()) {
                case AGENT -> masters.agents().getAgentsList().stream()
                        .anyMatch(agent -> agent.getActive() && agent.getAgentInfo().getHostname().equals(host));
                case MASTER -> masters.health(new MasterAddress(plan.address(), plan.host().service().port()))
                        && !masters.master().getAddress().getIp().isEmpty();
                case ZOOKEEPER -> ElectedLeaders.serves(plan);
            };
        } catch (MesosException e) {
            return false;
        }
    }
}
