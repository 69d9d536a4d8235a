package dev.mesoschaos.injectors.mesos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.MachineShell;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.injectors.mesos.QuotaPlan.Quota;
import dev.mesoschaos.injectors.zookeeper.TestZooKeeper;
import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Supervision;
import dev.mesoschaos.scenarios.fault.Evidence;
import dev.mesoschaos.scenarios.fault.FaultContext;
import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.fault.Planner;
import dev.mesoschaos.testbed.master.MasterMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/** A master and two agents as processes, a real ZooKeeper, and a gate on the way to the master. */
final class MesosBed implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    final FakeCluster cluster;
    final BedAgents agents;
    final Gate gate;
    final OperatorClient operator;
    final LeaderSource leaders;
    final MesosHttp http = MesosHttp.standard();
    private final TestZooKeeper zooKeeper;
    private final BedProcess master;

    MesosBed(Path directory) throws IOException, InterruptedException {
        zooKeeper = new TestZooKeeper(Files.createDirectory(directory.resolve("zookeeper")));
        String url = "zk://" + zooKeeper.address() + "/mesos";
        String[] flags = {
            "--ip=127.0.0.1", "--advertise_ip=127.0.0.1", "--hostname=127.0.0.1", "--port=0", "--zk=" + url, "--quorum=1",
            "--work_dir=" + directory.resolve("m1"), "--agent_ping_timeout=1secs", "--max_agent_ping_timeouts=3",
            "--allocation_interval=500ms", "--zk_session_timeout=10secs"};
        master = BedProcess.start(MasterMain.class, directory.resolve("m1.log"), flags);
        MasterAddress address = new MasterAddress("127.0.0.1", master.address().getPort());
        leaders = LeaderSource.of(List.of(address));
        operator = new OperatorClient(http, leaders);
        gate = new Gate(new Address(address.host(), address.port()));
        agents = new BedAgents(directory, url);
        agents.add("a1");
        agents.add("a2");
        cluster = new FakeCluster(List.of(
                new Host("m1", Role.MASTER, "control", new Address(address.host(), address.port())),
                new Host("a1", Role.AGENT, "r1", new Address("127.0.0.1", 1)),
                new Host("a2", Role.AGENT, "r2", new Address("127.0.0.1", 2))));
        cluster.masters = List.of(gate.address());
        cluster.powers.put(DaemonControl.class, agents);
        cluster.powers.put(Supervision.class, agents.supervision);
        cluster.powers.put(Shell.class, new MachineShell());
        awaitReady();
    }

    /** Waits until both agents are at work. */
    void awaitReady() {
        await().atMost(LIMIT).ignoreExceptionsInstanceOf(MesosException.class).until(() ->
                operator.agents().getAgentsList().stream().filter(Agent::getActive).count() == 2);
    }

    /** What the engine does before an injection. */
    <P> P plan(FaultType<P> fault, String yaml, String... hosts) {
        Planner<P> planner = Samples.planner(fault, yaml);
        return fault.survey(planner.plan(cluster.targets(hosts), cluster.situation("order-1")), cluster.context());
    }

    /** Injects, and waits until it bites. */
    <P> Evidence inject(FaultType<P> fault, P plan, FaultContext context) {
        fault.inject(plan, context);
        return awaitEffect(fault, plan, context);
    }

    <P> Evidence awaitEffect(FaultType<P> fault, P plan, FaultContext context) {
        return await().atMost(LIMIT).until(() -> fault.verifyEffect(plan, context), Evidence::holds);
    }

    /** Undoes as a new process does, and waits until nothing is left. */
    <P> Evidence undo(FaultType<P> fault, P plan) {
        cluster.undo(fault, plan);
        return await().atMost(LIMIT).until(() -> fault.verifyUndone(plan, cluster.context()), Evidence::holds);
    }

    Agent agent(String host) {
        return operator.agents().getAgentsList().stream()
                .filter(agent -> agent.getAgentInfo().getHostname().equals(host))
                .findFirst()
                .orElseThrow(() -> new AssertionError(host + " is not registered"));
    }

    /** Everything that orders can change, in words. */
    List<String> state() {
        TreeSet<String> state = new TreeSet<>();
        operator.agents().getAgentsList().forEach(agent -> state.add(agent.getAgentInfo().getHostname() + " "
                + agent.getAgentInfo().getId().getValue() + " " + AgentPlan.state(agent)));
        operator.frameworks().getFrameworksList().forEach(one -> state.add("framework " + one.getFrameworkInfo().getName()));
        operator.resources().quota().getConfigsList().stream()
                .filter(config -> config.getLimitsCount() + config.getGuaranteesCount() > 0)
                .forEach(config -> state.add("quota " + config));
        state.add("schedule " + operator.maintenance().schedule());
        state.add("machines " + operator.maintenance().status().getDownMachinesList());
        return List.copyOf(state);
    }

    /** Undoing twice, or without an injection, changes nothing. */
    <P> void undoingChangesNothing(FaultType<P> fault, P plan) {
        List<String> before = state();
        undo(fault, plan);
        undo(fault, plan);
        assertThat(state()).isEqualTo(before);
    }

    /** Takes away what tests have ordered as others. */
    void reset() {
        operator.resources().quota().getConfigsList().forEach(config ->
                operator.resources().updateQuota(List.of(Quota.NONE.config(config.getRole())), true));
        operator.maintenance().update(Schedule.getDefaultInstance());
        gate.lose(0, Gate.Loss.OF_THE_ORDER);
        cluster.deployments = Optional.empty();
        awaitReady();
    }

    @Override
    public void close() {
        agents.close();
        gate.close();
        http.close();
        master.close();
        zooKeeper.close();
    }
}
