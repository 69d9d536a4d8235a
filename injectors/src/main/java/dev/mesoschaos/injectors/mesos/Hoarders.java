package dev.mesoschaos.injectors.mesos;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.scenarios.cluster.Cluster;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The hoarders of one injection. */
final class Hoarders implements AutoCloseable {

    private final MesosHttp http;
    private final List<Hoarder> all;

    Hoarders(Cluster cluster, HoardingPlan plan) {
        http = Operator.http(cluster);
        LeaderSource leaders = Operator.leaders(cluster);
        Set<String> agents = Set.copyOf(plan.on().ids().values());
        all = plan.roles().stream().map(role -> new Hoarder(http, leaders, plan.framework(), role, agents)).toList();
    }

    /** Begin to subscribe; returns at once. */
    void start() {
        all.forEach(Hoarder::start);
    }

    /** In Mesos' own words, why one of them cannot go on; empty while all can. */
    Optional<String> ended() {
        return all.stream().flatMap(hoarder -> hoarder.ended().stream()).findFirst();
    }

    @Override
    public void close() {
        all.forEach(Hoarder::close);
        http.close();
    }
}
