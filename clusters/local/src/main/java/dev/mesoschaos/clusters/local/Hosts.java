package dev.mesoschaos.clusters.local;

import java.util.List;

/** The machines of a cluster, as far as one machine can play them: switched on, switched off, commanded. */
interface Hosts extends AutoCloseable {

    /** Switches hosts on; nothing happens to one that is on. Together, because that is faster than one by one. */
    void on(List<HostPlan> hosts);

    /** Ends everything on a host at once, and returns when nothing of it is left; nothing happens to one that is off. */
    void off(HostPlan host);

    boolean isOn(HostPlan host);

    /**
     * A command that will run on a host when it is started.
     *
     * @throws dev.mesoschaos.scenarios.cluster.ClusterException when the host is off
     */
    ProcessBuilder command(HostPlan host, List<String> command);

    /** As {@link #command}, for a command that is to be signalled: whatever it suffers, its end is noticed. */
    default ProcessBuilder daemonCommand(HostPlan host, List<String> command) {
        return command(host, command);
    }

    /** The process that runs a started daemon, as others may stand between it and this process. */
    ProcessHandle daemon(Process started);

    /** Switches all off and takes the network down. Closing twice is no error. */
    @Override
    void close();
}
