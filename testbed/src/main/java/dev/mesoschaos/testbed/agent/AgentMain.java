package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.Links;
import dev.mesoschaos.testbed.agent.container.TaskLifeline;
import dev.mesoschaos.testbed.http.HttpServer;
import dev.mesoschaos.testbed.process.Announcement;
import dev.mesoschaos.testbed.process.Lifeline;
import dev.mesoschaos.testbed.process.Logging;
import dev.mesoschaos.testbed.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The process of one agent. */
public final class AgentMain {

    /**
     * Names a pipe that the harness holds open for writing: tasks that outlive their agent end when it closes, so that
     * they do not outlive the harness.
     */
    static final String TASK_LIFELINE = "MESOS_CHAOS_TASK_LIFELINE";

    private static final Logger LOG = LoggerFactory.getLogger(AgentMain.class);
    private static final int USAGE = 64;

    private AgentMain() {}

    /** Starts an agent with the flags of a real one; exits with 1 when it cannot run, with 64 on bad flags. */
    public static void main(String... arguments) {
        Logging.toStandardError(Level.INFO, Map.of("org.apache.zookeeper", Level.ERROR, "io.netty", Level.WARN));
        // Mesos' message classes are of an old protobuf, which otherwise warns of each of them.
        System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
        try {
            start(AgentFlags.parse(arguments));
        } catch (IllegalArgumentException e) {
            LOG.error(e.getMessage());
            System.exit(USAGE);
        } catch (IOException | IllegalStateException e) {
            LOG.error("EXIT with status 1: {}", e.getMessage());
            System.exit(1);
        }
    }

    private static void start(AgentFlags flags) throws IOException {
        Path workDir = Files.createDirectories(flags.workDir()).toRealPath();
        Links links = flags.links().isPresent() ? Links.read(flags.links().get()) : Links.DIRECT;
        AgentCheckpoint checkpoint = new AgentCheckpoint(workDir);
        Optional<AgentInfo> recorded = checkpoint.read();
        // With --port=0 a restarted agent keeps the port it had, which is part of what may not change.
        int wanted = flags.port() == 0 ? recorded.map(AgentInfo::getPort).orElse(0) : flags.port();
        AgentHttp http = new AgentHttp(flags, new AgentViews(SystemTime.clock(), flags.advertisedIp()));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("timer").daemon().factory());
        HttpServer server = HttpServer.start(flags.bind(wanted), http.handler(timer), SystemTime.clock());
        AgentInfo info = flags.info(server.address().getPort());
        if (recorded.isPresent()) {
            AgentCheckpoint.requireSame(recorded.get(), info);
            info = recorded.get();
        }
        TaskHost host = host(flags, workDir, info.getPort());
        Agent agent = new Agent(parts(flags, workDir, links, info.getPort(), host), info);
        http.serve(new AgentServing(agent, new ContainerReads(host, SystemTime.clock()), host.background()));
        BootId boot = BootId.of(workDir);
        List<ExecutorCheckpoint.Recovered> found =
                info.hasId() ? ExecutorCheckpoint.readAll(workDir, info.getId()) : List.of();
        agent.start(boot.isNew() ? found.stream().map(ExecutorCheckpoint.Recovered::afterReboot).toList() : found,
                flags.executorReregistration());
        boot.record();
        // By which operators take an agent out of the cluster.
        Signals.on("USR1", agent::unregister);
        Lifeline.hold(() -> agent.killTasks().join());
        Masters.follow(flags.master(), links, flags.zooKeeperSession(), agent::leader);
        Announcement.listening(server.address());
    }

    private static TaskHost host(AgentFlags flags, Path workDir, int port) {
        TaskLifeline lifeline = TaskLifeline.of(Optional.ofNullable(System.getenv(TASK_LIFELINE)).map(Path::of));
        Executor background = Executors.newVirtualThreadPerTaskExecutor();
        return new TaskHost(flags.host(workDir, port), lifeline, UUID::randomUUID, flags.isolation(workDir),
                flags.disk(background), background);
    }

    private static AgentParts parts(AgentFlags flags, Path workDir, Links links, int port, TaskHost host) {
        String ip = flags.advertisedIp();
        long seed = SystemTime.newSeed();
        LOG.info("Registration back-off drawn from seed {}", seed);
        return new AgentParts(
                workDir,
                SystemTime.nanos(),
                SystemTime.clock(),
                new RegistrationBackoff(flags.registrationBackoff(), SystemTime.random(seed)),
                new WebSocketDialler(links, "slave(1)@" + ip + ":" + port),
                host,
                new StatusFactory(new StatusStamp(SystemTime.clock(), UUID::randomUUID), ip),
                System::exit);
    }
}
