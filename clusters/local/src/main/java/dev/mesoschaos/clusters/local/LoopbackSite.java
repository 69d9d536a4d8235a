package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.ClusterProvider.Request;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.Optional;

/** Prepares the proxied network. */
final class LoopbackSite {

    /** The engine's address on both networks. */
    static final String HARNESS = "127.0.0.1";

    private LoopbackSite() {}

    static Site prepare(
            Request request, Optional<MesosHome> home, String words, RunFiles files, Clock clock, OpenParts parts) {
        String clusterId = ClusterIds.ofThisProcess();
        parts.add(files::removeWork);
        parts.add(Reaper.start(LoopbackHosts.CLUSTER_MARK + "=" + clusterId, files.work()));
        LoopbackAddresses addresses = parts.add(LoopbackClaim.take(Seed.fresh().stream("loopback"))).addresses();
        Layout layout = Layout.of(request.spec(), addresses);
        LoopbackHosts hosts = parts.add(new LoopbackHosts(clusterId, clock));
        return new Site(
                clusterId,
                home.isEmpty() ? words : words + "; an installed Mesos dials its masters directly",
                layout,
                hosts,
                LinkPlan.all(layout, addresses.proxies(), Site.TaskPorts.FEW.all(), home.isEmpty()),
                addresses.proxies(),
                builder -> {
                    hosts.mark(builder);
                    builder.redirectErrorStream(true);
                    builder.redirectOutput(files.log(Site.PROXY).toFile());
                },
                HARNESS,
                HARNESS,
                Site.TaskPorts.FEW,
                Optional.empty(),
                false);
    }
}
