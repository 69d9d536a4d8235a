package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.Links;
import dev.mesoschaos.testbed.auth.Acls;
import dev.mesoschaos.testbed.auth.AuthFiles;
import dev.mesoschaos.testbed.auth.Credentials;
import dev.mesoschaos.testbed.flags.Flags;
import dev.mesoschaos.testbed.flags.MesosDuration;
import dev.mesoschaos.testbed.flags.ZooKeeperUrl;
import dev.mesoschaos.testbed.json.JsonConversionException;
import dev.mesoschaos.testbed.json.JsonSyntaxException;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.DomainInfo;

/** What the flags of a master say. */
final class MasterFlags {

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
        MasterFlags read = new MasterFlags(KnownFlags.parse(arguments));
        read.checkAuthentication();
        read.check();
        return read;
    }

    /** What nobody would read before it is too late. */
    private void check() {
        zooKeeper();
        workDir();
        domain();
        agentRemovalSpacing();
        registryGcInterval();
        registryMaxAgentAge();
        registryMaxAgentCount();
        atLeast("agent_ping_timeout", agentPingTimeout(), Duration.ofSeconds(1));
        atLeast("agent_reregister_timeout", agentReregisterTimeout(), Duration.ofMinutes(10));
        require(
                offerTimeout().map(Duration::isPositive).orElse(true),
                "offer_timeout",
                "Must be greater than zero");
        require(
                recoveryAgentRemovalLimit() >= 0 && recoveryAgentRemovalLimit() <= 1,
                "recovery_agent_removal_limit",
                "Must be within [0%-100%]");
    }

    private void atLeast(String name, Duration given, Duration least) {
        require(given.compareTo(least) >= 0, name, "at least " + MesosDuration.format(least));
    }

    private void require(boolean valid, String name, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(
                    "Invalid value '" + flags.text(name) + "' for --" + name + ": " + expected);
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
        return flags.optional("offer_timeout").map(given -> flags.duration("offer_timeout"));
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
        return flags.optional("domain").map(given -> flags.read("domain", MasterFlags::domain));
    }

    private static DomainInfo domain(String json) {
        try {
            return (DomainInfo) MesosJson.parse(json.getBytes(StandardCharsets.UTF_8), DomainInfo.newBuilder());
        } catch (JsonSyntaxException | JsonConversionException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
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
