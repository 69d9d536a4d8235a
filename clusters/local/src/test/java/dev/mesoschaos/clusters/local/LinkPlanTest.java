package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkPlanTest {

    private final Layout layout = Layout.of(ClusterSpec.DEFAULT, new NamespacePlan());
    private final Address firstServer = layout.host("z1").host().service();

    @Test
    void eachClientHasItsOwnProxyToEachServer() {
        LinkPlan plan = LinkPlan.needed(Set.of(Capability.ZOOKEEPER_LINKS), layout, "10.77.255.1", List.of());

        assertThat(plan.links()).hasSize((3 + 6) * 3);
        assertThat(plan.links()).extracting(PlannedLink::proxy).contains("a1-to-z2-client").doesNotHaveDuplicates();
        assertThat(plan.links()).extracting(PlannedLink::listen).doesNotHaveDuplicates();
        assertThat(plan.via("a1", firstServer)).isNotEqualTo(plan.via("a2", firstServer));
    }

    @Test
    void whereHostsReachEachOtherOnlyWhatFaultsNeedRunsThroughProxies() {
        assertThat(LinkPlan.needed(Set.of(Capability.POWER), layout, "10.77.255.1", List.of(31000)).links()).isEmpty();
        assertThat(LinkPlan.needed(Set.of(Capability.MASTER_LINKS), layout, "10.77.255.1", List.of(31000)).links())
                .extracting(PlannedLink::proxy)
                .containsExactly("harness-to-m1-master", "harness-to-m2-master", "harness-to-m3-master");
        assertThat(LinkPlan.needed(Set.of(Capability.APP_LINKS), layout, "10.77.255.1", List.of(31000, 31001)).links())
                .hasSize(6 * 2)
                .allSatisfy(link -> assertThat(link.from()).isEqualTo("harness"))
                .extracting(PlannedLink::service).containsOnly("task-31000", "task-31001");
    }

    @Test
    void theHarnessReachesZooKeeperPastEveryProxy() {
        assertThat(LinkPlan.all(layout, "127.9.1.1", List.of(), true).via(Links.HARNESS, firstServer))
                .isEqualTo(firstServer);
    }

    @Test
    void noTwoHostsReachEachOtherWithoutProxy() {
        LinkPlan plan = LinkPlan.all(layout, "127.9.1.1", List.of(31000), true);

        assertThat(plan.links()).extracting(PlannedLink::from, PlannedLink::to, PlannedLink::service).contains(
                tuple("z1", "z2", "quorum"),
                tuple("z2", "z1", "election"),
                tuple("m1", "m3", "master"),
                tuple("a6", "m2", "master"),
                tuple("harness", "m1", "master"),
                tuple("harness", "a2", "task-31000"));
        assertThat(plan.links()).noneMatch(link -> link.from().equals(link.to()));
    }

    @Test
    void aHostIsToldWhatToDialForEachAdvertisedAddress() {
        LinkPlan plan = LinkPlan.all(layout, "127.9.1.1", List.of(), true);
        Address master = layout.host("m2").host().service();

        assertThat(plan.from("a1")).containsEntry(master.toString(), plan.via("a1", master).toString());
    }

    @Test
    void withoutProxiesEveryAddressIsDialledAsItIs() {
        assertThat(LinkPlan.DIRECT.via("a1", firstServer)).isEqualTo(firstServer);
        assertThat(LinkPlan.DIRECT.from("a1")).isEmpty();
    }
}
