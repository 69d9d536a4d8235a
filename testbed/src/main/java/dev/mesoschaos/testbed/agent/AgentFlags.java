package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.container.CgroupIsolation;
import dev.mesoschaos.testbed.agent.container.DiskUsage;
import dev.mesoschaos.testbed.agent.container.Isolation;
import dev.mesoschaos.testbed.agent.container.PosixIsolation;
import dev.mesoschaos.testbed.flags.Flags;
import dev.mesoschaos.testbed.flags.MesosAttributes;
import dev.mesoschaos.testbed.flags.MesosResources;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.mesos.v1.Protos.AgentInfo;

/** The flags of an agent, those of a real one; {@link KnownFlags} names them all. */
final class AgentFlags {

    private static final String DEFAULT_LAUNCHER_DIR = "/usr/local/libexec/mesos";
    private static final List<String> KNOWN_ISOLATORS = List.of(
            "posix/cpu", "posix/mem", "posix/disk", "filesystem/posix", "disk/du", "cgroups/cpu", "cgroups/mem",
            "cgroups/all");

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
        AgentFlags read = new AgentFlags(Flags.parse(KnownFlags.DEFAULTS, KnownFlags.OPTIONAL, arguments));
        read.flags.text("master");
        read.flags.text("work_dir");
        return read;
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

    /** How long the sandboxes of executors that ended are kept. */
    Duration gcDelay() {
        return flags.duration("gc_delay");
    }

    HostSettings host(Path workDir, int port) {
        return new HostSettings(
                workDir,
                advertisedIp(),
                port,
                flags.duration("executor_registration_timeout"),
                executorReregistration(),
                flags.duration("executor_shutdown_grace_period"),
                flags.duration("recovery_timeout"),
                flags.read("http_command_executor", Boolean::parseBoolean),
                flags.optional("launcher_dir").orElse(DEFAULT_LAUNCHER_DIR));
    }

    /**
     * What keeps containers to their limits, as {@code --isolation} says.
     *
     * @throws IllegalArgumentException on an isolator that is not known
     * @throws IllegalStateException when the machine gives no cgroups and they are wanted
     */
    Isolation isolation(Path workDir) {
        Set<String> wanted = isolators();
        boolean cpu = wanted.contains("cgroups/cpu") || wanted.contains("cgroups/all");
        boolean memory = wanted.contains("cgroups/mem") || wanted.contains("cgroups/all");
        if (!cpu && !memory) {
            return new PosixIsolation();
        }
        boolean quota = flags.read("cgroups_enable_cfs", Boolean::parseBoolean);
        return CgroupIsolation.at(Path.of(flags.text("cgroups_hierarchy")), flags.text("cgroups_root"), workDir,
                new CgroupIsolation.Wanted(cpu, memory, quota));
    }

    /** The isolators of {@code --isolation}. */
    private Set<String> isolators() {
        return flags.read("isolation", text -> {
            Set<String> wanted = Set.of(text.split(",", -1));
            for (String isolator : wanted) {
                if (!KNOWN_ISOLATORS.contains(isolator)) {
                    throw new IllegalArgumentException("Unknown or unsupported isolator '" + isolator
                            + "', the testbed's agent knows " + String.join(", ", KNOWN_ISOLATORS));
                }
            }
            return wanted;
        });
    }

    /** What measures sandboxes; without {@code disk/du} nothing is ever due. */
    DiskUsage disk(Executor background) {
        Set<String> wanted = isolators();
        boolean measures = wanted.contains("disk/du") || wanted.contains("posix/disk");
        return new DiskUsage(
                measures ? Optional.of(flags.duration("container_disk_watch_interval")) : Optional.empty(),
                flags.read("enforce_container_disk_quota", Boolean::parseBoolean),
                background);
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
