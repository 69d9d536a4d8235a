package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The flags of masters and agents, the same for the testbed's and for installed ones.
 *
 * @param taskPorts as Mesos writes a range
 */
record MesosFlags(ClusterSpec spec, Layout layout, LinkPlan links, RunFiles files, String taskPorts) {

    /** The znode below which masters elect their leader. */
    static final String ELECTION = "/mesos";

    /** Short timings, so that a scenario takes seconds where a real cluster takes minutes. */
    private static final Map<String, String> MASTER_TIMINGS = Map.of(
            "agent_ping_timeout", "1secs",
            "max_agent_ping_timeouts", "3",
            "allocation_interval", "1secs",
            "zk_session_timeout", "5secs");

    private static final int SHARED_DISK_MB = 1024;

    private static final Map<String, String> AGENT_TIMINGS = Map.of(
            "zk_session_timeout", "5secs",
            "registration_backoff_factor", "250ms");

    /** Those of a master. */
    Map<String, String> master(HostPlan host) {
        Map<String, String> flags = common(host);
        flags.put("zk", zookeeperUrl(host));
        flags.put("quorum", Integer.toString(spec.masters() / 2 + 1));
        // Redirects name the master by its hostname, and nobody here resolves names.
        flags.put("hostname", host.address());
        flags.putAll(MASTER_TIMINGS);
        flags.putAll(spec.masterFlags());
        return flags;
    }

    /** Those of an agent. */
    Map<String, String> agent(HostPlan host) {
        Map<String, String> flags = common(host);
        flags.put("master", zookeeperUrl(host));
        flags.put("hostname", host.name());
        flags.put("runtime_dir", files.disk(host.name()).resolve("runtime").toString());
        flags.put("fetcher_cache_dir", files.disk(host.name()).resolve("fetch").toString());
        flags.put("attributes", "rack:" + host.host().rack() + ";zone:z1");
        int diskMb = spec.diskMb() > 0 ? spec.diskMb() : SHARED_DISK_MB;
        flags.put("resources", "cpus:2;mem:512;disk:" + diskMb + ";ports:" + taskPorts);
        flags.putAll(AGENT_TIMINGS);
        flags.putAll(spec.agentFlags());
        return flags;
    }

    /** Those of the process that simulates agents. */
    Map<String, String> simulator(HostPlan host) {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("ip", host.address());
        flags.put("port", Integer.toString(host.host().service().port()));
        flags.put("master", zookeeperUrl(host));
        flags.put("agents", Integer.toString(spec.simulatedAgents()));
        flags.put("tasks", Integer.toString(spec.simulatedTasks()));
        flags.putAll(AGENT_TIMINGS);
        return flags;
    }

    private Map<String, String> common(HostPlan host) {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("ip", host.address());
        flags.put("advertise_ip", host.address());
        flags.put("port", Integer.toString(host.host().service().port()));
        flags.put("work_dir", files.disk(host.name()).resolve("mesos").toString());
        return flags;
    }

    private String zookeeperUrl(HostPlan host) {
        return zookeeperUrl(layout.of(Role.ZOOKEEPER).stream()
                .map(server -> links.via(host.name(), server.host().service())));
    }

    /** Where masters elect their leader. */
    static String zookeeperUrl(Stream<Address> servers) {
        return servers.map(Address::toString).collect(Collectors.joining(",", "zk://", ELECTION));
    }

    /** As a command line has them. */
    static List<String> written(Map<String, String> flags) {
        List<String> arguments = new ArrayList<>();
        flags.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }
}
