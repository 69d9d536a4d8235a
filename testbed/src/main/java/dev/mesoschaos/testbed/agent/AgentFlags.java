package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.auth.Acls;
import dev.mesoschaos.testbed.auth.AuthFiles;
import dev.mesoschaos.testbed.auth.Credentials;
import dev.mesoschaos.testbed.flags.Flags;
import dev.mesoschaos.testbed.flags.MesosAttributes;
import dev.mesoschaos.testbed.flags.MesosResources;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo;

/**
 * The flags of an agent, those of a real one. Some only a real one needs ({@code launcher}, {@code isolation} and
 * such): they are accepted, so that one driver starts both, and change nothing.
 */
final class AgentFlags {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("attributes", ""),
            Map.entry("authenticate_http_readonly", "false"),
            Map.entry("authenticate_http_readwrite", "false"),
            Map.entry("executor_reregistration_timeout", "2secs"),
            Map.entry("fetcher_cache_dir", "/tmp/mesos/fetch"),
            Map.entry("hostname_lookup", "false"),
            Map.entry("ip", "127.0.0.1"),
            Map.entry("isolation", "posix/cpu,posix/mem"),
            Map.entry("launcher", "posix"),
            Map.entry("port", "5051"),
            Map.entry("registration_backoff_factor", "1secs"),
            Map.entry("resources", "cpus:1;mem:512;disk:1024;ports:[31000-32000]"),
            Map.entry("runtime_dir", "/var/run/mesos"),
            Map.entry("systemd_enable_support", "false"),
            Map.entry("zk_session_timeout", "10secs"));
    private static final List<String> OPTIONAL =
            List.of(
                    "acls", "advertise_ip", "hostname", "http_credentials", "launcher_dir", "links", "log_dir", "master",
                    "work_dir");

    private final Flags flags;

    private AgentFlags(Flags flags) {
        this.flags = flags;
    }

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException when it is not one of an agent
     */
    static AgentFlags parse(String... arguments) {
        AgentFlags read = new AgentFlags(Flags.parse(DEFAULTS, OPTIONAL, arguments));
        read.flags.text("master");
        read.flags.text("work_dir");
        return read;
    }

    /** Whether a flag that is either on or off is on. */
    boolean isOn(String name) {
        return Boolean.parseBoolean(flags.text(name));
    }

    /** The principals that may prove themselves; asked for only where authentication is on. */
    Credentials credentials() {
        return flags.read("http_credentials", AuthFiles::credentials);
    }

    Acls acls() {
        return flags.optional("acls").isPresent() ? flags.read("acls", AuthFiles::acls) : Acls.NONE;
    }

    Map<String, String> asMap() {
        return flags.asMap();
    }

    String master() {
        return flags.text("master");
    }

    Path workDir() {
        return Path.of(flags.text("work_dir")).toAbsolutePath();
    }

    InetSocketAddress bind(int port) {
        return new InetSocketAddress(flags.text("ip"), port);
    }

    int port() {
        return flags.integer("port");
    }

    /** The address that masters and tasks are told. */
    String advertisedIp() {
        return flags.optional("advertise_ip").orElseGet(() -> flags.text("ip"));
    }

    Duration registrationBackoff() {
        return flags.duration("registration_backoff_factor");
    }

    Duration executorReregistration() {
        return flags.duration("executor_reregistration_timeout");
    }

    Duration zooKeeperSession() {
        return flags.duration("zk_session_timeout");
    }

    Optional<Path> links() {
        return flags.optional("links").map(Path::of);
    }

    /** What the agent registers as; without an id. */
    AgentInfo info(int port) {
        return AgentInfo.newBuilder()
                .setHostname(flags.optional("hostname").orElseGet(this::advertisedIp))
                .setPort(port)
                .addAllResources(flags.read("resources", MesosResources::parse))
                .addAllAttributes(flags.read("attributes", MesosAttributes::parse))
                .build();
    }
}
