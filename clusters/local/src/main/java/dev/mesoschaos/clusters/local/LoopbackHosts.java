package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.testbed.process.Lifeline;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts as loopback addresses: a host is on when it may have processes, and all of them carry its mark. */
final class LoopbackHosts implements Hosts {

    /** Carried by every process of a cluster. */
    static final String CLUSTER_MARK = "MESOS_CHAOS_CLUSTER";

    /** Carried by every process of a host. */
    static final String HOST_MARK = "MESOS_CHAOS_HOST";

    private final String clusterId;
    private final Clock clock;
    private final Set<String> on = ConcurrentHashMap.newKeySet();

    LoopbackHosts(String clusterId, Clock clock) {
        this.clusterId = clusterId;
        this.clock = clock;
    }

    @Override
    public void on(List<HostPlan> hosts) {
        hosts.forEach(host -> on.add(host.name()));
    }

    @Override
    public void off(HostPlan host) {
        if (on.remove(host.name())) {
            MarkedProcesses.kill(HOST_MARK + "=" + clusterId + "/" + host.name(), clock);
        }
    }

    @Override
    public boolean isOn(HostPlan host) {
        return on.contains(host.name());
    }

    @Override
    public ProcessBuilder command(HostPlan host, List<String> command) {
        if (!isOn(host)) {
            throw new ClusterException("host " + host.name() + " is off: switch it on first");
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        mark(builder);
        builder.environment().put(HOST_MARK, clusterId + "/" + host.name());
        return builder;
    }

    @Override
    public ProcessHandle daemon(Process started) {
        return started.toHandle();
    }

    /** Makes a process part of the cluster, so that it ends with it. */
    void mark(ProcessBuilder builder) {
        builder.environment().putAll(Map.of(CLUSTER_MARK, clusterId, Lifeline.VARIABLE, "stdin"));
    }

    @Override
    public void close() {
        on.clear();
        MarkedProcesses.kill(CLUSTER_MARK + "=" + clusterId, clock);
    }
}
