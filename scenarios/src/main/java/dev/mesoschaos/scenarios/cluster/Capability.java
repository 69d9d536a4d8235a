package dev.mesoschaos.scenarios.cluster;

/** A power over a cluster that a fault may need. */
public enum Capability {
    /** {@link Shell} on hosts with a network of their own. */
    HOST_NETWORK("hosts with a network of their own"),
    /** Hosts whose kernel has the queueing discipline netem, and tc beside it. */
    NETEM("the queueing discipline netem"),
    /** Hosts whose kernel has the queueing disciplines htb and tbf and the filter u32, and tc beside them. */
    SHAPING("the queueing disciplines htb and tbf"),
    /** Hosts with nftables, which can drop at random. */
    PACKET_FILTER("nftables"),
    /** {@link Uplinks} of racks. */
    UPLINKS("uplinks of racks with counters"),
    /** {@link Power} of hosts. */
    POWER("power over hosts"),
    /** {@link Shell} on hosts, and {@link Supervision} of their daemons. */
    DAEMONS("power over the hosts' daemons"),
    /** {@link Shell} on hosts with a clock of their own: machines, be they real or virtual. */
    OWN_CLOCK("hosts with a clock of their own"),
    /** {@link Links} to ZooKeeper servers run through proxies. */
    ZOOKEEPER_LINKS("proxies on the links to ZooKeeper"),
    /** {@link Links} of users to masters run through proxies. */
    MASTER_LINKS("proxies on the links of users to masters"),
    /** {@link Links} of users to the ports of tasks run through proxies. */
    APP_LINKS("proxies on the links of users to apps"),
    /** {@link Links} between all hosts run through proxies. */
    ALL_LINKS("proxies on all links");

    private final String words;

    Capability(String words) {
        this.words = words;
    }

    /** What it is, for a message such as "needs …". */
    public String words() {
        return words;
    }
}
