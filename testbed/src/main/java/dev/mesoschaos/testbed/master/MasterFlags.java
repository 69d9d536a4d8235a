package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.Links;
import dev.mesoschaos.testbed.flags.Flags;
import dev.mesoschaos.testbed.flags.ZooKeeperUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The flags of a master, with Mesos' defaults (mesos-facts section 5). */
final class MasterFlags {

    private static final List<String> OPTIONAL =
            List.of("advertise_ip", "advertise_port", "hostname", "links", "log_dir", "work_dir", "zk");

    private final Flags flags;

    private MasterFlags(Flags flags) {
        this.flags = flags;
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException when a flag is unknown, missing or malformed
     */
    static MasterFlags parse(String... arguments) {
        MasterFlags read = new MasterFlags(Flags.parse(defaults(), OPTIONAL, arguments));
        read.zooKeeper();
        read.workDir();
        atLeast("agent_ping_timeout", read.agentPingTimeout(), Duration.ofSeconds(1));
        atLeast("agent_reregister_timeout", read.agentReregisterTimeout(), Duration.ofMinutes(10));
        return read;
    }

    private static Map<String, String> defaults() {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("agent_ping_timeout", "15secs");
        defaults.put("agent_reregister_timeout", "10mins");
        defaults.put("allocation_interval", "1secs");
        defaults.put("hostname_lookup", "true");
        defaults.put("ip", "0.0.0.0");
        defaults.put("logging_level", "INFO");
        defaults.put("max_agent_ping_timeouts", "5");
        defaults.put("min_allocatable_resources", "cpus:0.01|mem:32");
        defaults.put("port", "5050");
        defaults.put("quorum", "1");
        defaults.put("registry", "replicated_log");
        defaults.put("registry_fetch_timeout", "1mins");
        defaults.put("registry_store_timeout", "20secs");
        defaults.put("zk_session_timeout", "10secs");
        return defaults;
    }

    private static void atLeast(String name, Duration given, Duration least) {
        if (given.compareTo(least) < 0) {
            throw new IllegalArgumentException("Invalid value '" + given + "' for --" + name + ": at least " + least);
        }
    }

    String text(String name) {
        return flags.text(name);
    }

    String ip() {
        return flags.text("ip");
    }

    int port() {
        return flags.integer("port");
    }

    String advertiseIp() {
        return flags.optional("advertise_ip").orElse(ip());
    }

    /** The port that others are told, when it is not the one that was bound. */
    int advertisePort(int bound) {
        return flags.optional("advertise_port").isPresent() ? flags.integer("advertise_port") : bound;
    }

    String hostname() {
        return flags.optional("hostname").orElse(advertiseIp());
    }

    ZooKeeperUrl zooKeeper() {
        return flags.read("zk", ZooKeeperUrl::parse);
    }

    Duration zooKeeperSessionTimeout() {
        return flags.duration("zk_session_timeout");
    }

    int quorum() {
        return flags.integer("quorum");
    }

    Path workDir() {
        return flags.read("work_dir", Path::of);
    }

    Duration agentPingTimeout() {
        return flags.duration("agent_ping_timeout");
    }

    int maxAgentPingTimeouts() {
        return flags.integer("max_agent_ping_timeouts");
    }

    /** How long agents wait for a ping before they look for a leader again. */
    Duration silenceLimit() {
        return agentPingTimeout().multipliedBy(maxAgentPingTimeouts());
    }

    Duration agentReregisterTimeout() {
        return flags.duration("agent_reregister_timeout");
    }

    Duration allocationInterval() {
        return flags.duration("allocation_interval");
    }

    Duration registryFetchTimeout() {
        return flags.duration("registry_fetch_timeout");
    }

    Duration registryStoreTimeout() {
        return flags.duration("registry_store_timeout");
    }

    Links links() {
        return flags.optional("links").map(MasterFlags::read).orElse(Links.DIRECT);
    }

    private static Links read(String file) {
        try {
            return Links.read(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("--links=" + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    Map<String, String> asMap() {
        return flags.asMap();
    }
}
