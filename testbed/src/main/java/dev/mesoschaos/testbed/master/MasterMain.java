package dev.mesoschaos.testbed.master;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.election.LeaderContender;
import dev.mesoschaos.testbed.election.LeaderDetector;
import dev.mesoschaos.testbed.election.LogReplicas;
import dev.mesoschaos.testbed.election.MasterInfoJson;
import dev.mesoschaos.testbed.election.ZooKeeperSession;
import dev.mesoschaos.testbed.files.VirtualFiles;
import dev.mesoschaos.testbed.flags.ZooKeeperUrl;
import dev.mesoschaos.testbed.http.HttpServer;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.master.registry.RegistryLimits;
import dev.mesoschaos.testbed.master.registry.RegistryPeers;
import dev.mesoschaos.testbed.master.registry.RegistryReplica;
import dev.mesoschaos.testbed.master.registry.ReplicatedRegistry;
import dev.mesoschaos.testbed.process.Announcement;
import dev.mesoschaos.testbed.process.Lifeline;
import dev.mesoschaos.testbed.process.Logging;
import dev.mesoschaos.testbed.process.Verbosity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A master process; {@link MasterFlags} has its flags. It exits with status 1 when it loses its leadership. */
public final class MasterMain {

    private static final Logger LOG = LoggerFactory.getLogger(MasterMain.class);

    private final MasterFlags flags;
    private final Actor actor = new Actor();
    private final Metrics metrics = new Metrics(SystemTime.clock());
    private final ProcessCalls process = new ProcessCalls(new Verbosity(actor), new VirtualFiles());
    private final Router router = new Router("master");
    private final Equipment equipment;

    private MasterMain(MasterFlags flags, Defect defect, long seed) {
        this.flags = flags;
        this.equipment = new Equipment(
                flags, defect, MasterAuth.of(flags), actor, SystemTime.random(seed), metrics, process);
    }

    /** Starts a master and returns; it runs until it is killed. */
    public static void main(String[] arguments) {
        Logging.toStandardError(Level.INFO, Map.of("org.apache.zookeeper", Level.ERROR, "io.netty", Level.WARN));
        // Mesos' message classes are of an old protobuf, which otherwise warns of each of them.
        System.setProperty("com.google.protobuf.use_unsafe_pre22_gencode", "true");
        try {
            Lifeline.hold();
            long seed = SystemTime.newSeed();
            LOG.info("seed {}", seed);
            new MasterMain(MasterFlags.parse(arguments), Defect.asked(), seed).start();
        } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void start() throws IOException {
        if (flags.logDir().isPresent()) {
            process.files().attach(ProcessCalls.LOG, Logging.toFileToo(flags.logDir().get(), "mesos-master.INFO"));
        }
        RegistryReplica replica = new RegistryReplica(flags.workDir());
        InetAddress ip = InetAddress.getByName(flags.ip());
        HttpServer server =
                HttpServer.start(new InetSocketAddress(ip, flags.port()), router, SystemTime.clock());
        int port = flags.advertisePort(server.address().getPort());
        String address = flags.advertiseIp() + ":" + port;
        MasterInfo self = SelfInfo.of(flags, equipment.uuid(), port);
        ZooKeeperUrl url = flags.zooKeeper();
        ZooKeeperSession session = new ZooKeeperSession(
                url.connectString(flags.links()::via), flags.zooKeeperSessionTimeout(), actor);
        RegistryPeers peers = new RegistryPeers(address, replica, flags.links());
        LogReplicas replicas = new LogReplicas(session, url.path(), actor);
        TimedRegistry registry = new TimedRegistry(
                new ReplicatedRegistry(
                        peers,
                        replicas::addresses,
                        new RegistryLimits(
                                flags.quorum(), flags.registryFetchTimeout(), flags.registryStoreTimeout()),
                        actor,
                        self.getId().hashCode()),
                SystemTime.nanos(),
                actor);
        metrics.include(registry::addTo);
        metrics.include(all -> {
            all.put("registrar/log/recovered", 1.0);
            all.put("registrar/log/ensemble_size", (double) replicas.addresses().size());
        });
        metrics.include(actor::addTo);
        MasterNode node = new Election(self, registry, equipment).node();
        route(node, peers, self);
        new LeaderContender(
                session, url.path() + "/log_replicas/", LogReplicas.data(address), actor, () -> {});
        new LeaderContender(
                session,
                url.path() + "/json.info_",
                MasterInfoJson.of(self),
                actor,
                node::lostCandidacy);
        new LeaderDetector(session, url.path(), actor, node::leaderChanged);
        session.open();
        Announcement.listening(server.address());
    }

    private void route(MasterNode node, RegistryPeers peers, MasterInfo self) {
        MasterAuth auth = equipment.auth();
        router.route("/master/api/v1", auth.readWrite().guard((request, exchange) -> node.lead(
                request, exchange, (leads, answer) -> leads.operators().handle(request, answer))));
        router.route("/master/api/v1/scheduler", auth.frameworks().guard((request, exchange) -> node.lead(
                request, exchange, (leads, answer) -> leads.schedulers().handle(request, answer))));
        router.route("/testbed/agent", node::agentChannel);
        router.route(RegistryPeers.PATH, peers::handle);
        new V0Endpoints(node, self, flags, auth, metrics).addTo(router);
        new V0Changes(node, auth).addTo(router);
        new ProcessEndpoints(node, auth, process, actor).addTo(router, metrics, SystemTime.nanos());
    }
}
