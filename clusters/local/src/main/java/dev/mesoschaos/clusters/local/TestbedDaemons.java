package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Command lines of the testbed's own daemons; masters and agents in the flags of real ones.
 *
 * @param taskPorts as Mesos writes a range
 * @param linksFile where a host finds which addresses it must dial through proxies
 */
record TestbedDaemons(
        Jvm jvm, ClusterSpec spec, Layout layout, LinkPlan links, RunFiles files, String taskPorts,
        Function<HostPlan, Path> linksFile)
        implements DaemonCommands {

    /** Short timings, so that a scenario takes seconds where a real cluster takes minutes. */
    private static final Map<String, String> MASTER_TIMINGS = Map.of(
            "agent_ping_timeout", "1secs",
            "max_agent_ping_timeouts", "3",
            "allocation_interval", "1secs",
            "zk_session_timeout", "5secs");

    /** With its ten tasks; half of it is room for the garbage of a GET_STATE. */
    private static final int CROWD_KB_PER_AGENT = 250;

    private static final Map<String, String> AGENT_TIMINGS = Map.of(
            "zk_session_timeout", "5secs",
            "registration_backoff_factor", "250ms");

    @Override
    public List<String> of(HostPlan host) {
        if (host.isSimulator()) {
            return jvm.command(Jvm.Kind.SIMULATOR, crowdMb(), files.temp(host.name()), written(simulator(host)));
        }
        return switch (host.host().role()) {
            case ZOOKEEPER -> jvm.command(Jvm.Kind.ZOOKEEPER, files.temp(host.name()), zookeeper(host));
            case MASTER -> jvm.command(Jvm.Kind.MASTER, crowdMb(), files.temp(host.name()), written(master(host)));
            case AGENT -> jvm.command(Jvm.Kind.AGENT, files.temp(host.name()), written(agent(host)));
        };
    }

    private List<String> zookeeper(HostPlan host) {
        List<HostPlan> members = layout.of(Role.ZOOKEEPER);
        String servers = members.size() == 1
                ? ""
                : members.stream().map(member -> member(host, member)).collect(Collectors.joining(","));
        boolean proxied = members.stream()
                .map(TestbedDaemons::quorum)
                .anyMatch(peer -> !links.via(host.name(), peer).equals(peer));
        return List.of(
                "--id=" + host.ordinal(),
                "--ip=" + host.address(),
                "--client_port=" + Layout.ZOOKEEPER_PORT,
                "--data_dir=" + files.disk(host.name()).resolve("zookeeper"),
                "--servers=" + servers,
                "--proxied_peers=" + proxied);
    }

    private String member(HostPlan dialling, HostPlan member) {
        Address quorum = links.via(dialling.name(), quorum(member));
        Address election = links.via(dialling.name(), new Address(member.address(), LinkPlan.ELECTION_PORT));
        return member.ordinal() + "=" + quorum + ":" + election.port();
    }

    private static Address quorum(HostPlan member) {
        return new Address(member.address(), LinkPlan.QUORUM_PORT);
    }

    private Map<String, String> master(HostPlan host) {
        Map<String, String> flags = common(host);
        flags.put("zk", zookeeperUrl(host));
        flags.put("quorum", Integer.toString(spec.masters() / 2 + 1));
        // Redirects name the master by its hostname, and nobody here resolves names.
        flags.put("hostname", host.address());
        flags.putAll(MASTER_TIMINGS);
        flags.putAll(spec.masterFlags());
        return flags;
    }

    private Map<String, String> agent(HostPlan host) {
        Map<String, String> flags = common(host);
        flags.put("master", zookeeperUrl(host));
        flags.put("hostname", host.name());
        flags.put("runtime_dir", files.disk(host.name()).resolve("runtime").toString());
        flags.put("fetcher_cache_dir", files.disk(host.name()).resolve("fetch").toString());
        flags.put("attributes", "rack:" + host.host().rack() + ";zone:z1");
        flags.put("resources", "cpus:2;mem:512;disk:1024;ports:" + taskPorts);
        flags.putAll(AGENT_TIMINGS);
        flags.putAll(spec.agentFlags());
        return flags;
    }

    private Map<String, String> simulator(HostPlan host) {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("ip", host.address());
        flags.put("port", Integer.toString(host.host().service().port()));
        flags.put("master", zookeeperUrl(host));
        flags.put("agents", Integer.toString(spec.simulatedAgents()));
        flags.put("tasks", Integer.toString(spec.simulatedTasks()));
        flags.putAll(AGENT_TIMINGS);
        return flags;
    }

    /** What simulated agents and their tasks take of the heap of a master, and of the simulator. */
    private int crowdMb() {
        return spec.simulatedAgents() * CROWD_KB_PER_AGENT / 1000;
    }

    private Map<String, String> common(HostPlan host) {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("ip", host.address());
        flags.put("advertise_ip", host.address());
        flags.put("port", Integer.toString(host.host().service().port()));
        flags.put("work_dir", files.disk(host.name()).resolve("mesos").toString());
        if (!links.from(host.name()).isEmpty()) {
            flags.put("links", linksFile.apply(host).toString());
        }
        return flags;
    }

    private String zookeeperUrl(HostPlan host) {
        return layout.of(Role.ZOOKEEPER).stream()
                .map(server -> links.via(host.name(), server.host().service()).toString())
                .collect(Collectors.joining(",", "zk://", "/mesos"));
    }

    private static List<String> written(Map<String, String> flags) {
        List<String> arguments = new ArrayList<>();
        flags.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }
}
