package dev.mesoschaos.clusters.local;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The namespaced network as lines for {@code ip -batch}: one bridge per rack, each joined by an uplink to the spine, and
 * a management bridge that touches every host.
 *
 * <p>The network lies in namespaces of its own, so its addresses and names need not be unique on the machine.
 */
final class NamespacePlan implements Layout.Addresses {

    /** The engine's address on the spine. */
    static final String HARNESS = "10.77.255.1";

    /** The engine's address on the management network. */
    static final String MANAGEMENT = "10.78.255.1";

    private static final long LARGEST_PACKET_BYTES = 32 * 1024;
    private static final long TICKS_PER_SECOND = 100;
    private static final String SERVICE_NET = "10.77.";
    private static final String MANAGEMENT_NET = "10.78.";

    @Override
    public String service(int rack, int place) {
        return SERVICE_NET + rack + "." + (10 + place);
    }

    @Override
    public String management(int rack, int place) {
        return MANAGEMENT_NET + rack + "." + (10 + place);
    }

    /**
     * Bridges, uplinks and the engine's own addresses. The bridge of a rack answers nobody: asked for the engine's address
     * it would give its own hardware address, which is another one whenever a host goes or comes. A host that believed it
     * could not answer the engine for half a minute after it was switched on, and until then went past its uplink.
     */
    static List<String> fabric(List<String> racks) {
        List<String> lines = new ArrayList<>(List.of("link set lo up"));
        bridge("spine", HARNESS, lines);
        bridge("mgmt", MANAGEMENT, lines);
        for (String rack : racks) {
            lines.add("link add br-" + rack + " type bridge");
            lines.add("link set br-" + rack + " arp off up");
            lines.add("link add " + uplink(rack) + " type veth peer name down-" + rack);
            port(uplink(rack), "br-" + rack, lines);
            port("down-" + rack, "spine", lines);
        }
        return lines;
    }

    /**
     * What tc does to uplinks so that no more than so many bits per second go through each, either way. Packets wait for up
     * to 50 ms, as in a switch with little memory.
     */
    static List<String> uplinks(List<String> racks, long bitsPerSecond) {
        long burst = Math.max(LARGEST_PACKET_BYTES, bitsPerSecond / 8 / TICKS_PER_SECOND);
        String queue = " root tbf rate " + bitsPerSecond + "bit burst " + burst + " latency 50ms";
        return racks.stream()
                .flatMap(rack -> Stream.of(uplink(rack), "down-" + rack))
                .map(end -> "qdisc add dev " + end + queue)
                .toList();
    }

    /** The end of an uplink through which a rack sends. */
    static String uplink(String rack) {
        return "up-" + rack;
    }

    /** Takes the fabric down again; what hangs on it goes with its host. */
    static List<String> noFabric(List<String> racks) {
        List<String> lines = new ArrayList<>();
        for (String rack : racks) {
            lines.add("link del " + uplink(rack));
            lines.add("link del br-" + rack);
        }
        lines.add("link del spine");
        lines.add("link del mgmt");
        return lines;
    }

    /**
     * The cables of a host, from the engine's side.
     *
     * @param pid first process of the host
     */
    static List<String> cables(HostPlan host, long pid) {
        List<String> lines = new ArrayList<>();
        cable(serviceCable(host), "eth0", host.address(), pid, lines);
        cable(managementCable(host), "mgmt0", host.management(), pid, lines);
        port(serviceCable(host), "br-" + host.host().rack(), lines);
        port(managementCable(host), "mgmt", lines);
        return lines;
    }

    /** Takes the cables of a host out, should the kernel not have done so yet. */
    static List<String> noCables(HostPlan host) {
        return List.of("link del " + serviceCable(host), "link del " + managementCable(host));
    }

    /** What the host does to its own ends of the cables. */
    static List<String> interfaces(HostPlan host) {
        return List.of(
                "link set lo up",
                "addr add " + host.address() + "/16 dev eth0",
                "link set eth0 up",
                "addr add " + host.management() + "/16 dev mgmt0",
                "link set mgmt0 up");
    }

    /**
     * A bridge with an address. Without a hardware address of its own it would take the lowest of its ports', another
     * one whenever a host goes or comes, and what hosts send to the old one would be lost until they ask again.
     */
    private static void bridge(String name, String address, List<String> lines) {
        lines.add("link add " + name + " address " + hardware(address) + " type bridge");
        lines.add("addr add " + address + "/16 dev " + name);
        lines.add("link set " + name + " up");
    }

    private static void cable(String outer, String inner, String address, long pid, List<String> lines) {
        lines.add("link add " + outer + " type veth peer name " + inner + " address " + hardware(address) + " netns " + pid);
    }

    private static void port(String name, String bridge, List<String> lines) {
        lines.add("link set " + name + " master " + bridge + " up");
    }

    private static String serviceCable(HostPlan host) {
        return "eth-" + host.name();
    }

    private static String managementCable(HostPlan host) {
        return "mgmt-" + host.name();
    }

    /** Derived from the address, so that neighbours need not learn a new one after the host was off and on again. */
    private static String hardware(String address) {
        String[] parts = address.split("\\.", -1);
        return String.format(
                "02:00:%02x:%02x:%02x:%02x",
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }
}
