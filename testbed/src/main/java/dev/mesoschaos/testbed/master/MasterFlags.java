package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.Links;
import dev.mesoschaos.testbed.auth.Acls;
import dev.mesoschaos.testbed.auth.AuthFiles;
import dev.mesoschaos.testbed.auth.Credentials;
import dev.mesoschaos.testbed.flags.Flags;
import dev.mesoschaos.testbed.flags.MesosDuration;
import dev.mesoschaos.testbed.flags.ZooKeeperUrl;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.DomainInfo;

/** The flags of a master, with Mesos' defaults (mesos-facts section 5). */
final class MasterFlags {

    private static final List<String> OPTIONAL = List.of(
            "acls",
            "advertise_ip",
            "advertise_port",
            "agent_removal_rate_limit",
            "credentials",
            "domain",
            "hostname",
            "http_framework_authenticators",
            "links",
            "log_dir",
            "offer_timeout",
            "roles",
            "webui_dir",
            "whitelist",
            "work_dir",
            "zk");

    private static final String FILE = "file://";

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
        defaults.put("recovery_agent_removal_limit", "100%");
        defaults.put("registry_gc_interval", "15mins");
        defaults.put("registry_max_agent_age", "2weeks");
        defaults.put("registry_max_agent_count", "102400");
        defaults.put("require_agent_domain", "false");
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

    /** The roles that frameworks, quota and weights may name. */
    RoleWhitelist roles() {
        return new RoleWhitelist(flags.optional("roles").map(list -> new HashSet<>(List.of(list.split(",", -1)))));
    }

    /** The file with the hosts whose agents are offered; none, or {@code *}, when all are. */
    Optional<Path> whitelist() {
        return flags.optional("whitelist")
                .filter(file -> !file.equals("*"))
                .map(file -> Path.of(file.startsWith(FILE) ? file.substring(FILE.length()) : file));
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

    /** The time between two agents that are marked unreachable, when there is a limit. */
    Optional<Duration> agentRemovalSpacing() {
        return flags.optional("agent_removal_rate_limit").map(rate -> RemovalQueue.spacing(rate, MesosDuration::parse));
    }

    /** The share of recovered agents that may fail to return, from 0 to 1. */
    double recoveryAgentRemovalLimit() {
        return flags.read("recovery_agent_removal_limit", text -> {
            if (!text.endsWith("%")) {
                throw new IllegalArgumentException("expected a percentage, as in 100%");
            }
            return Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
        });
    }

    Optional<Duration> offerTimeout() {
        return flags.optional("offer_timeout").map(MesosDuration::parse);
    }

    Duration registryGcInterval() {
        return flags.duration("registry_gc_interval");
    }

    Duration registryMaxAgentAge() {
        return flags.duration("registry_max_agent_age");
    }

    int registryMaxAgentCount() {
        return flags.integer("registry_max_agent_count");
    }

    boolean requireAgentDomain() {
        return flags.text("require_agent_domain").equals("true");
    }

    /** Where this master is. */
    Optional<DomainInfo> domain() {
        return flags.optional("domain").map(json -> (DomainInfo)
                MesosJson.parse(json.getBytes(StandardCharsets.UTF_8), DomainInfo.newBuilder()));
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
