package dev.mesoschaos.testbed.master;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.api.Build;
import dev.mesoschaos.testbed.election.LeaderContender;
import dev.mesoschaos.testbed.election.LeaderDetector;
import dev.mesoschaos.testbed.election.LogReplicas;
import dev.mesoschaos.testbed.election.MasterInfoJson;
import dev.mesoschaos.testbed.election.ZooKeeperSession;
import dev.mesoschaos.testbed.files.VirtualFiles;
import dev.mesoschaos.testbed.flags.ZooKeeperUrl;
import dev.mesoschaos.testbed.http.HttpServer;
import dev.mesoschaos.testbed.http.Router;
import dev.mesoschaos.testbed.master.allocation.Allocator;
import dev.mesoschaos.testbed.master.allocation.Quantities;
import dev.mesoschaos.testbed.master.allocation.Settings;
import dev.mesoschaos.testbed.master.registry.Registry;
import dev.mesoschaos.testbed.master.registry.RegistryLimits;
import dev.mesoschaos.testbed.master.registry.RegistryPeers;
import dev.mesoschaos.testbed.master.registry.RegistryReplica;
import dev.mesoschaos.testbed.master.registry.RegistryState;
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
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A master process; {@link MasterFlags} has its flags. It exits with status 1 when it loses its leadership. */
public final class MasterMain {

    /** How a shell and supervisors see SIGABRT. */
    private static final int ABORTED = 128 + 6;
    private static final Logger LOG = LoggerFactory.getLogger(MasterMain.class);
    private final MasterFlags flags;
    private final Defect defect;
    private final Actor actor = new Actor();
    private final RandomGenerator random;
    private final Metrics metrics = new Metrics(SystemTime.clock());
    private final Router router = new Router("master");
    private final MasterAuth auth;
    private final ProcessCalls process = new ProcessCalls(new Verbosity(actor), new VirtualFiles());

    private MasterMain(MasterFlags flags, Defect defect, long seed) {
        this.flags = flags;
        this.defect = defect;
        this.auth = MasterAuth.of(flags);
        this.random = SystemTime.random(seed);
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
        MasterInfo self = self(port);
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
        Election election = new Election(self, registry);
        route(election.node, peers, self);
        new LeaderContender(
                session, url.path() + "/log_replicas/", LogReplicas.data(address), actor, () -> {});
        new LeaderContender(
                session,
                url.path() + "/json.info_",
                MasterInfoJson.of(self),
                actor,
                election.node::lostCandidacy);
        new LeaderDetector(session, url.path(), actor, election.node::leaderChanged);
        session.open();
        Announcement.listening(server.address());
    }

    private void route(MasterNode node, RegistryPeers peers, MasterInfo self) {
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

    private MasterInfo self(int port) throws IOException {
        MasterInfo.Builder self = MasterInfo.newBuilder();
        flags.domain().ifPresent(self::setDomain);
        byte[] ip = InetAddress.getByName(flags.advertiseIp()).getAddress();
        int littleEndian =
                (ip[0] & 0xff) | (ip[1] & 0xff) << 8 | (ip[2] & 0xff) << 16 | (ip[3] & 0xff) << 24;
        return self.setId(uuid().toString())
                .setIp(littleEndian)
                .setPort(port)
                .setPid("master@" + flags.advertiseIp() + ":" + port)
                .setHostname(flags.hostname())
                .setVersion(Build.VERSION)
                .setAddress(Address.newBuilder()
                        .setHostname(flags.hostname())
                        .setIp(flags.advertiseIp())
                        .setPort(port))
                .addCapabilities(capability(MasterInfo.Capability.Type.AGENT_UPDATE))
                .addCapabilities(capability(MasterInfo.Capability.Type.AGENT_DRAINING))
                // QUOTA_V2, which the v1 message has no name for: Mesos shows it as an empty object too.
                .addCapabilities(MasterInfo.Capability.getDefaultInstance())
                .build();
    }

    private static MasterInfo.Capability.Builder capability(MasterInfo.Capability.Type type) {
        return MasterInfo.Capability.newBuilder().setType(type);
    }

    private UUID uuid() {
        long version4 = (random.nextLong() & ~0xf000L) | 0x4000L;
        long variant2 = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(version4, variant2);
    }

    private static void fail(String why) {
        LOG.error("{}... committing suicide!", why);
        commitSuicide();
    }

    /** What the registry does not take ends Mesos by SIGABRT (mesos-facts section 12, 59). */
    private static void abort(String why) {
        LOG.error("{}", why);
        halt(ABORTED);
    }

    private static void commitSuicide() {
        halt(1);
    }

    private static void halt(int status) {
        // Exit hooks could hang on the very connections that are broken.
        Runtime.getRuntime().halt(status);
    }

    /** From the election to leadership. */
    private final class Election {

        private final MasterInfo self;
        private final Registry registry;
        private final MasterNode node;

        Election(MasterInfo self, Registry registry) {
            this.self = self;
            this.registry = registry;
            this.node = new MasterNode(self, actor, this::won, MasterMain::commitSuicide);
        }

        private void won() {
            metrics.elected();
            var unused = registry.recover().whenCompleteAsync((state, problem) -> {
                if (problem == null) {
                    lead(state);
                } else {
                    Throwable cause = problem.getCause() == null ? problem : problem.getCause();
                    abort("Recovery failed: Failed to recover registrar: " + cause.getMessage());
                }
            }, actor);
        }

        private void lead(RegistryState state) {
            Cluster cluster = new Cluster(self, SystemTime.clock(), new Counters());
            Settings settings = new Settings(
                    flags.allocationInterval(),
                    Quantities.alternatives(flags.text("min_allocatable_resources")),
                    flags.domain().map(domain -> domain.getFaultDomain().getRegion().getName()));
            Allocator allocator = new Allocator(settings, SystemTime.nanos(), random);
            OperatorEvents observers = new OperatorEvents(cluster, actor);
            Offers offers = new Offers(cluster, allocator, flags.offerTimeout(), actor);
            Parts parts = new Parts(
                    cluster,
                    allocator,
                    new Tasks(cluster, allocator, observers),
                    offers,
                    new InverseOffers(cluster, allocator, offers, flags.allocationInterval()),
                    observers,
                    actor);
            Registrar registrar = new Registrar(cluster, registry, actor, MasterMain::abort);
            metrics.include(all -> all.put("registrar/queued_operations", (double) registrar.queued()));
            Leadership leadership = new Leadership(
                    parts,
                    state,
                    registrar,
                    flags,
                    auth,
                    metrics,
                    process,
                    defect,
                    MasterMain.this::uuid,
                    MasterMain::fail);
            metrics.leads(leadership);
            node.recovered(leadership);
            LOG.info("leading with {} agents in the registry", state.admitted().size());
        }

    }
}
