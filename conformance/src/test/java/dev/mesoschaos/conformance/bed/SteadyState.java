package dev.mesoschaos.conformance.bed;

import static org.awaitility.Awaitility.await;

import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.mesos.v1.master.Protos.Response.GetAgents;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/**
 * What every test begins with: all daemons run, one master leads, all agents are active, as the master and as they
 * themselves see it, and no task is left. An agent that was stopped for long is still active for the master when it
 * finds that its ZooKeeper session is over, and ignores launches until it knows the leader again (mesos-facts 4.4-11).
 */
record SteadyState(Bed bed) {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    /** Starts what does not run and waits. */
    void restore() {
        bed.cluster().power(DaemonControl.class).ifPresent(daemons -> hosts().forEach(host -> {
            daemons.supervise(host, true);
            if (daemons.runs(host)) {
                daemons.signal(host, DaemonControl.Signal.CONT);
            } else {
                daemons.start(host);
            }
        }));
        await("the steady state").atMost(LIMIT).pollInterval(LOOK_EVERY)
                .ignoreExceptionsInstanceOf(MesosException.class)
                .until(this::isSteady);
    }

    private boolean isSteady() {
        GetAgents agents = bed.operators().agents();
        boolean complete = agents.getAgentsList().stream().filter(Agent::getActive).count() == bed.hosts(Role.AGENT).size()
                && agents.getRecoveredAgentsCount() == 0;
        return complete
                && bed.operators().tasks().getTasksCount() == 0
                && bed.operators().frameworks().getFrameworksCount() == 0
                && bed.hosts(Role.AGENT).stream().allMatch(host -> bed.isRegistered(host.name()));
    }

    private List<String> hosts() {
        return Stream.of(Role.ZOOKEEPER, Role.MASTER, Role.AGENT)
                .flatMap(role -> bed.hosts(role).stream())
                .map(Host::name)
                .toList();
    }
}
