package dev.mesoschaos.conformance.bed;

import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.Facts;

/** A cluster that is open, with what was opened to talk to it. */
record OpenCluster(Need need, Cluster cluster, Facts facts, MesosHttp http) implements AutoCloseable {

    Bed bed() {
        return new Bed(cluster, facts, http, need.credentials());
    }

    @Override
    public void close() {
        http.close();
        cluster.close();
    }
}
