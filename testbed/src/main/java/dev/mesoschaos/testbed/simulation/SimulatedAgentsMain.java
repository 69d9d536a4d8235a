package dev.mesoschaos.testbed.simulation;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.Links;
import dev.mesoschaos.testbed.agent.Masters;
import dev.mesoschaos.testbed.agent.RegistrationBackoff;
import dev.mesoschaos.testbed.http.HttpServer;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.process.Announcement;
import dev.mesoschaos.testbed.process.Lifeline;
import dev.mesoschaos.testbed.process.Logging;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The process of many agents whose tasks are simulated; {@link SimulationFlags} has its flags. */
public final class SimulatedAgentsMain {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedAgentsMain.class);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int USAGE = 64;

    private final SimulationFlags flags;
    private final EventLoop loop;
    private final Statuses statuses;
    private final RandomGenerator random;
    private Optional<KnownLeader> crowdsLeader = Optional.empty();

    private SimulatedAgentsMain(SimulationFlags flags) {
        long seed = SystemTime.newSeed();
        LOG.info("Registration back-offs drawn from seed {}", seed);
        this.flags = flags;
        this.loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next();
        this.statuses = new Statuses(SystemTime.clock(), UUID::randomUUID, flags.ip());
        this.random = SystemTime.random(seed);
    }

    /** Starts the agents; exits with 1 when they cannot run, with 64 on bad flags. */
    public static void main(String... arguments) {
        Logging.toStandardError(Level.INFO, Map.of("org.apache.zookeeper", Level.ERROR, "io.netty", Level.WARN));
        // Mesos' message classes are of an old protobuf, which otherwise warns of each of them.
        System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
        try {
            new SimulatedAgentsMain(SimulationFlags.parse(arguments)).start();
        } catch (IllegalArgumentException e) {
            LOG.error(e.getMessage());
            System.exit(USAGE);
        } catch (IOException e) {
            LOG.error("EXIT with status 1: {}", e.getMessage());
            System.exit(1);
        }
    }

    private void start() throws IOException {
        Router commands = new Router();
        HttpServer server = HttpServer.start(flags.bind(), commands, SystemTime.clock());
        List<Simulation.Member> members = new ArrayList<>();
        for (int number = 1; number <= flags.agents(); number++) {
            members.add(new Simulation.Member(agent(number, server), flags.rack(number)));
        }
        Simulation simulation = new Simulation(members);
        new SimulationApi(simulation, loop).addTo(commands);
        Lifeline.hold();
        var unused = loop.scheduleAtFixedRate(
                () -> guard(simulation::tick), 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
        Masters.follow(flags.master(), Links.DIRECT, flags.zooKeeperSession(), leader -> loop.execute(() -> {
            LOG.info("Leading master: {}", leader.orElse("none"));
            simulation.leader(leader);
            leader.ifPresent(this::gatherCrowd);
        }));
        LOG.info("{} simulated agents in {} racks", flags.agents(), simulation.racks().size());
        Announcement.listening(server.address());
    }

    private void gatherCrowd(String leader) {
        if (crowdsLeader.isPresent()) {
            crowdsLeader.get().leader(leader);
        } else if (flags.tasks() > 0) {
            crowdsLeader = Optional.of(new KnownLeader(leader));
            new Crowd(crowdsLeader.get(), flags.agents(), flags.tasks()).start();
        }
    }

    private SimulatedAgent agent(int number, HttpServer server) throws IOException {
        Router pages = new Router();
        int port = server.alsoListen(flags.bind(number), pages).getPort();
        String self = "slave(1)@" + flags.ip() + ":" + port;
        SimulatedAgent agent = new SimulatedAgent(
                flags.info(number, port),
                SystemTime.nanos(),
                new RegistrationBackoff(flags.registrationBackoff(), random),
                new WebSocketUplink(loop, self),
                statuses);
        new AgentPages(agent, loop).addTo(pages);
        return agent;
    }

    /** Agents that cannot handle an event would be neither alive nor dead: they die, all of them. */
    private static void guard(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | Error e) {
            LOG.error("Exiting", e);
            System.exit(1);
        }
    }
}
