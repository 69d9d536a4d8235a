package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Uplinks;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a cluster is built: the one thing in which the two networks differ.
 *
 * @param clusterId identity of the cluster
 * @param network its kind in words
 * @param hosts not switched on yet
 * @param links which links run through proxies
 * @param proxyAddress where proxies and their API listen
 * @param proxyLaunch completes the start of a proxy server
 * @param harness address of this process on the network that faults may cut
 * @param management address of this process for its tasks
 * @param uplinks of racks; empty where racks have none
 * @param namespaced whether hosts have networks of their own
 */
record Site(
        String clusterId,
        String network,
        Layout layout,
        Hosts hosts,
        LinkPlan links,
        String proxyAddress,
        ProxyServer.Launch proxyLaunch,
        String harness,
        String management,
        TaskPorts taskPorts,
        Optional<Uplinks> uplinks,
        boolean namespaced) {

    /** Name of the proxy server's directory and log. */
    static final String PROXY = "proxy";

    /**
     * Ports of each agent for its tasks.
     *
     * @param first included
     * @param last included
     */
    record TaskPorts(int first, int last) {

        /** Where each port of each agent has a proxy. */
        static final TaskPorts FEW = new TaskPorts(31_000, 31_019);

        List<Integer> all() {
            return IntStream.rangeClosed(first, last).boxed().toList();
        }

        /** As Mesos writes a range. */
        @Override
        public String toString() {
            return "[" + first + "-" + last + "]";
        }
    }
}
