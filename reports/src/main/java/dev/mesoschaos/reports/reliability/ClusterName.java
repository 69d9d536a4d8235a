package dev.mesoschaos.reports.reliability;

import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.journal.Event;
import dev.mesoschaos.scenarios.verdict.Result;

/** How a cluster is called over many runs. */
final class ClusterName {

    private ClusterName() {}

    /** One of real hosts has its own name; embedded ones, which are new in each run, are what they are made of. */
    static String of(Result result) {
        String kind = result.run().clusterKind();
        return result.cluster().map(opened -> of(kind, opened)).orElse(kind + ", never ready");
    }

    private static String of(String kind, Event.ClusterOpened opened) {
        String name = opened.grade() == EvidenceGrade.HOSTS ? opened.clusterId() : kind;
        return name + ", " + opened.evidence() + ", " + opened.network();
    }
}
