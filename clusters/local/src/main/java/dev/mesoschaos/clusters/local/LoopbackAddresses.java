package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterException;

/**
 * The addresses of two neighbouring /24 networks of the loopback range: one for hosts, one for proxies.
 *
 * @param second of the four numbers of all addresses
 * @param third of those of hosts; that of proxies is one more
 */
record LoopbackAddresses(int second, int third) implements Layout.Addresses {

    /** Room for 20 racks of 10, and the control rack. */
    private static final int RACK_SIZE = 11;

    private static final int LAST_PLACE = 250;

    /** The network of hosts, without its last number. */
    String hosts() {
        return "127." + second + "." + third;
    }

    /** Where all proxies and their API listen. */
    String proxies() {
        return "127." + second + "." + (third + 1) + ".1";
    }

    @Override
    public String service(int rack, int place) {
        int number = rack * RACK_SIZE + place;
        if (number > LAST_PLACE || (place > RACK_SIZE && rack > 0)) {
            throw new ClusterException("rack " + rack + " has no place for host " + place
                    + ": the proxied network holds 10 agents a rack; use fewer, or the namespaced network");
        }
        return hosts() + "." + number;
    }

    @Override
    public String management(int rack, int place) {
        return service(rack, place);
    }
}
