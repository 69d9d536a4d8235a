package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.Links;
import dev.mesoschaos.testbed.auth.Acls;
import dev.mesoschaos.testbed.auth.AuthFiles;
import dev.mesoschaos.testbed.auth.Credentials;
import dev.mesoschaos.testbed.flags.Flags;
import dev.mesoschaos.testbed.flags.ZooKeeperUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The flags of a master, with Mesos' defaults (mesos-facts section 5). */
final class MasterFlags {

    private static final List<String> OPTIONAL = List.of(
            "acls",
            "advertise_ip",
            "advertise_port",
            "credentials",
            "hostname",
            "http_framework_authenticators",
            "links",
            "log_dir",
            "roles",
            "webui_dir",
            "work_dir",
            "zk");

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
        MasterFlags read = new MasterFlags(Flags.parse(FixedFlags.with(defaults()), OPTIONAL, arguments));
        FixedFlags.check(read.asMap(), defaults());
        read.checkAuthentication();
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
        defaults.put("authenticate_http_frameworks", "false");
        defaults.put("authenticate_http_readonly", "false");
        defaults.put("authenticate_http_readwrite", "false");
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
        defaults.put("root_submissions", "true");
        defaults.put("zk_session_timeout", "10secs");
        return defaults;
    }

    private static void atLeast(String name, Duration given, Duration least) {
        if (given.compareTo(least) < 0) {
            throw new IllegalArgumentException("Invalid value '" + given + "' for --" + name + ": at least " + least);
        }
    }

    private void checkAuthentication() {
        boolean frameworks = isOn("authenticate_http_frameworks");
        if (frameworks && !flags.text("http_framework_authenticators").equals("basic")) {
            throw new IllegalArgumentException("Failed to load flag 'http_framework_authenticators': only 'basic' is known");
        }
        if (frameworks || isOn("authenticate_http_readonly") || isOn("authenticate_http_readwrite")) {
            credentials();
        }
        acls();
    }

    /** Whether a flag that is either on or off is on. */
    boolean isOn(String name) {
        return Boolean.parseBoolean(flags.text(name));
    }

    /** The principals that may prove themselves; asked for only where authentication is on. */
    Credentials credentials() {
        return flags.read("credentials", AuthFiles::credentials);
    }

    Acls acls() {
        return flags.optional("acls").isPresent() ? flags.read("acls", AuthFiles::acls) : Acls.NONE;
    }

    /** The roles that frameworks may have; all of them where empty. */
    Optional<Set<String>> roles() {
        return flags.optional("roles").map(list -> {
            Set<String> roles = new HashSet<>(List.of(list.split(",", -1)));
            roles.add("*");
            return roles;
        });
    }

    /** Where the log is to be written too. */
    Optional<Path> logDir() {
        return flags.optional("log_dir").map(Path::of);
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
