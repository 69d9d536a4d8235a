package dev.mesoschaos.clusters.local;

import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/** Waits until the cluster can make offers on all its agents, or says what keeps it. */
record Readiness(
        Layout layout,
        ClusterSpec spec,
        OperatorClient masters,
        ElectedLeaders leaders,
        Daemons daemons,
        RunFiles files,
        Clock clock) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    /** Each look makes the master tell all its agents, while it admits a crowd of them. */
    private static final Duration LOOK_AT_CROWD_EVERY = Duration.ofMillis(500);
    private static final int MOST_ENDS = 5;
    private static final int LINES_SHOWN = 15;

    /**
     * Waits.
     *
     * @throws ClusterException when the time is up, or a daemon does not stay up, with the last lines of its log
     */
    void await(Duration limit) {
        Instant deadline = clock.now().plus(limit);
        Optional<String> obstacle = obstacle();
        while (obstacle.isPresent()) {
            layout.hosts().forEach(this::mustStayUp);
            if (clock.now().isAfter(deadline) || Thread.currentThread().isInterrupted()) {
                throw new ClusterException("the cluster was not ready after " + limit.toSeconds() + " s: "
                        + obstacle.get() + "; see the logs in " + files.logs());
            }
            clock.pause(spec.simulatedAgents() == 0 ? LOOK_EVERY : LOOK_AT_CROWD_EVERY);
            obstacle = obstacle();
        }
    }

    private Optional<String> obstacle() {
        try {
            long active = masters.agents().getAgentsList().stream().filter(Agent::getActive).count();
            int wanted = layout.of(Role.AGENT).size() + spec.simulatedAgents();
            if (active < wanted) {
                return Optional.of(active + " of " + wanted + " agents are registered");
            }
            double running = spec.simulatedTasks() == 0 ? 0 : runningTasks();
            if (running < spec.simulatedTasks()) {
                return Optional.of((int) running + " of " + spec.simulatedTasks() + " simulated tasks run");
            }
        } catch (MesosException e) {
            return Optional.of("no master leads yet: " + e.getMessage());
        }
        if (!leaders.known()) {
            return Optional.of("ZooKeeper has not said yet who leads");
        }
        return layout.of(Role.ZOOKEEPER).stream()
                .filter(server -> !ElectedLeaders.serves(server))
                .map(server -> server.name() + " does not serve yet")
                .findFirst();
    }

    private double runningTasks() {
        MasterInfo leader = masters.master();
        MasterAddress address = new MasterAddress(leader.getAddress().getIp(), leader.getAddress().getPort());
        return masters.metrics(address).getOrDefault("master/tasks_running", 0.0);
    }

    private void mustStayUp(HostPlan host) {
        if (daemons.ends(host).size() >= MOST_ENDS) {
            throw new ClusterException("the daemon of " + host.name() + " does not stay up; its last words:\n"
                    + String.join("\n", files.lastLines(host.name(), LINES_SHOWN)));
        }
    }
}
