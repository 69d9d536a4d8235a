package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.testbed.flags.Flags;
import dev.mesoschaos.testbed.flags.MesosAttributes;
import dev.mesoschaos.testbed.flags.MesosResources;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.AgentInfo;

/** The flags of a simulator: those of an agent that make sense for many, and how many. */
final class SimulationFlags {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("agents", "600"),
            Map.entry("agents_per_rack", "50"),
            Map.entry("attributes", "zone:z1"),
            Map.entry("ip", "127.0.0.1"),
            Map.entry("port", "5052"),
            Map.entry("registration_backoff_factor", "1secs"),
            Map.entry("tasks", "0"),
            Map.entry("resources", "cpus:2;mem:512;disk:1024;ports:[31000-31099]"),
            Map.entry("zk_session_timeout", "10secs"));
    private static final List<String> OPTIONAL = List.of("master");

    private final Flags flags;

    private SimulationFlags(Flags flags) {
        this.flags = flags;
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException when it is not one of a simulator
     */
    static SimulationFlags parse(String... arguments) {
        SimulationFlags read = new SimulationFlags(Flags.parse(DEFAULTS, OPTIONAL, arguments));
        read.flags.text("master");
        if (read.agents() < 1 || read.agentsPerRack() < 1) {
            throw new IllegalArgumentException("Flags 'agents' and 'agents_per_rack' must be at least 1");
        }
        return read;
    }

    String master() {
        return flags.text("master");
    }

    int agents() {
        return flags.integer("agents");
    }

    /** The simulator's own address, where it is commanded. */
    InetSocketAddress bind() {
        return new InetSocketAddress(flags.text("ip"), flags.integer("port"));
    }

    /** The address of an agent, counted from 1: the ports after the simulator's own, or free ones where that is 0. */
    InetSocketAddress bind(int agent) {
        int port = flags.integer("port");
        return new InetSocketAddress(flags.text("ip"), port == 0 ? 0 : port + agent);
    }

    String ip() {
        return flags.text("ip");
    }

    /** How many tasks to put on the agents by a framework of this process' own. */
    int tasks() {
        return flags.integer("tasks");
    }

    Duration registrationBackoff() {
        return flags.duration("registration_backoff_factor");
    }

    Duration zooKeeperSession() {
        return flags.duration("zk_session_timeout");
    }

    /** The rack of an agent: {@code sr1} holds the first ones. */
    String rack(int agent) {
        return "sr" + ((agent - 1) / agentsPerRack() + 1);
    }

    /** What an agent registers as; without an id. */
    AgentInfo info(int agent, int port) {
        String own = "rack:" + rack(agent) + ";" + Simulation.MARK + ":true";
        String common = flags.text("attributes");
        return AgentInfo.newBuilder()
                .setHostname("s" + agent)
                .setPort(port)
                .addAllResources(flags.read("resources", MesosResources::parse))
                .addAllAttributes(MesosAttributes.parse(common.isEmpty() ? own : own + ";" + common))
                .build();
    }

    private int agentsPerRack() {
        return flags.integer("agents_per_rack");
    }
}
