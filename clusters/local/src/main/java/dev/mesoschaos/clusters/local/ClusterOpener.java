package dev.mesoschaos.clusters.local;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.MesosHttpBuilder;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.ClusterProvider.Request;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds a cluster on a site: hosts on, daemons started all at once, links made, and then it waits. */
final class ClusterOpener {

    /** Settings that are the testbed's own business; its processes get them as system properties. */
    private static final String TESTBED = "testbed.";

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration READY_LIMIT_PER_SIMULATED_AGENT = Duration.ofMillis(100);

    private final Request request;
    private final Optional<MesosHome> home;
    private final RunFiles files;
    private final Clock clock;
    private final OpenParts parts = new OpenParts();
    private Cgroups cgroups = Cgroups.NONE;

    private ClusterOpener(Request request, Clock clock) {
        this.request = request;
        this.home = MesosHome.asked(request.settings(), System.getenv());
        this.files = RunFiles.of(request.directory());
        this.clock = clock;
    }

    static LocalCluster open(Request request, Clock clock) {
        ClusterOpener opener = new ClusterOpener(request, clock);
        try {
            return opener.build(opener.site());
        } catch (RuntimeException e) {
            try {
                opener.parts.close();
            } catch (ClusterException also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }

    private Site site() {
        Optional<Enclosure.Inside> inside = Enclosure.inside(System.getenv());
        if (inside.isPresent()) {
            boolean groups = home.isPresent() || Cgroups.wanted(request.spec());
            if (groups && inside.get().kind() == Enclosure.Kind.NAMESPACES) {
                // Before the hosts, because groups can be removed only when nothing runs in them any more.
                cgroups = parts.add(Cgroups.of(Cgroups.USUAL, ClusterIds.of(inside.get().encloser())));
            }
            return NamespacedSite.prepare(request, inside.get(), files, parts);
        }
        Enclosure choice = Enclosure.choose(request.settings());
        if (choice.kind() != Enclosure.Kind.PROXIED) {
            throw new ClusterException("the engine runs outside of the namespaces it should be in: start it with the "
                    + "command that enclosure() gives, or with " + Enclosure.NETWORK + "=proxied");
        }
        return LoopbackSite.prepare(request, home, choice.words(), files, clock, parts);
    }

    private LocalCluster build(Site site) {
        Layout layout = site.layout();
        files.make(Stream.concat(layout.hosts().stream().map(HostPlan::name), Stream.of(Site.PROXY)).toList());
        LinkFiles linkFiles = LinkFiles.write(site.links(), layout, files);
        Jvm jvm = jvm();
        DaemonCommands commands = commands(site, jvm, linkFiles);
        Optional<ProxyServer> proxies = proxyServer(site, jvm);
        site.hosts().on(layout.hosts());
        Daemons daemons = parts.add(new Daemons(site.hosts(), commands, files, clock, this::note));
        layout.hosts().forEach(daemons::start);
        Optional<ProxiedLinks> links = proxies.map(server -> links(server, site));
        MesosHttp http = parts.add(http(site));
        OperatorClient masters = new OperatorClient(http, LeaderSource.of(masters(site)));
        ElectedLeaders leaders = parts.add(new ElectedLeaders(layout));
        new Readiness(layout, request.spec(), masters, leaders, daemons, files, clock).await(READY_LIMIT.plus(
                READY_LIMIT_PER_SIMULATED_AGENT.multipliedBy(request.spec().simulatedAgents())));
        return new LocalCluster(
                site, grade(), files, daemons, links, leaders, http, masters, parts,
                request.spec().simulatedAgents());
    }

    private DaemonCommands commands(Site site, Jvm jvm, LinkFiles linkFiles) {
        MesosFlags flags =
                new MesosFlags(request.spec(), site.layout(), site.links(), files, site.taskPorts().toString());
        TestbedDaemons testbed = new TestbedDaemons(jvm, flags, linkFiles::of, cgroups);
        return home.<DaemonCommands>map(mesos -> InstalledDaemons.of(mesos, flags, testbed, cgroups, files))
                .orElse(testbed);
    }

    private EvidenceGrade grade() {
        return home.isPresent() ? EvidenceGrade.MESOS_LOCAL : EvidenceGrade.TESTBED;
    }

    private void note(String text) {
        request.recorder().record(new Event.Note(clock.now(), text));
    }

    private Jvm jvm() {
        Jvm plain = Jvm.ofThisProcess();
        List<String> options = new ArrayList<>(plain.cacheOptions(request.settings(), this::note));
        request.settings().forEach((key, value) -> {
            if (key.startsWith(TESTBED)) {
                options.add("-D" + key + "=" + value);
            }
        });
        return plain.with(options);
    }

    private Optional<ProxyServer> proxyServer(Site site, Jvm jvm) {
        if (site.links().links().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(parts.add(ProxyServer.start(
                request.settings(), site.proxyAddress(), jvm, files.temp(Site.PROXY), site.proxyLaunch())));
    }

    private ProxiedLinks links(ProxyServer server, Site site) {
        ProxiedLinks links =
                parts.add(new ProxiedLinks(server.awaitReady(clock), site.links(), site.clusterId()));
        links.make();
        return links;
    }

    private MesosHttp http(Site site) {
        MesosHttpBuilder http = MesosHttp.builder().route(master -> routed(site, master));
        MasterCredentials.of(request.spec()).ifPresent(http::credentials);
        return http.build();
    }

    private static MasterAddress routed(Site site, MasterAddress master) {
        Address dialled = site.links().via(Links.HARNESS, new Address(master.host(), master.port()));
        return new MasterAddress(dialled.host(), dialled.port());
    }

    private static List<MasterAddress> masters(Site site) {
        return site.layout().of(Role.MASTER).stream()
                .map(master -> new MasterAddress(master.address(), master.host().service().port()))
                .toList();
    }
}
