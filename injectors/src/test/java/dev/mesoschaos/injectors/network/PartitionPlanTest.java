package dev.mesoschaos.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PartitionPlanTest {

    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());

    @Test
    void theRackDropsAllOthersAndUsersAndAllOthersDropTheRack() {
        PartitionPlan plan = PartitionPlan.cutOff(
                cluster.targets("a1", "a2"), cluster.situation("cut-1", Capability.HOST_NETWORK));

        List<String> outside = List.of("10.0.0.1", "10.0.0.2", "10.0.2.1", FakeCluster.HARNESS);
        List<String> rack = List.of("10.0.1.1", "10.0.1.2");
        assertThat(plan).isEqualTo(new PartitionPlan(
                "mesos_chaos_run_7_cut_1",
                List.of("a1", "a2"),
                "a3",
                List.of(
                        new PartitionPlan.Drop("a1", outside),
                        new PartitionPlan.Drop("a2", outside),
                        new PartitionPlan.Drop("m1", rack),
                        new PartitionPlan.Drop("zk1", rack),
                        new PartitionPlan.Drop("a3", rack)),
                List.of()));
    }

    @Test
    void aPlanIsToldOneHostALine() {
        PartitionPlan plan =
                PartitionPlan.cutOff(cluster.targets("zk1"), cluster.situation("cut-1", Capability.HOST_NETWORK));

        assertThat(plan.describe()).hasSize(5).contains("zk1: drop 10.0.0.1 10.0.1.1 10.0.1.2 10.0.2.1 10.9.9.9");
    }

    @Test
    void cuttingOffEverybodyIsNoPartition() {
        assertThatThrownBy(() -> PartitionPlan.cutOff(
                        cluster.targets("m1", "zk1", "a1", "a2", "a3"),
                        cluster.situation("cut-1", Capability.HOST_NETWORK)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two sides");
    }

    @Test
    void withoutProxiesBetweenTheSidesNothingCanBeCut() {
        assertThatThrownBy(() -> PartitionPlan.cutOff(
                        cluster.targets("a1"), cluster.situation("cut-1", Capability.ALL_LINKS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("proxy");
    }

    @RepeatedTest(20)
    void whoeverIsOnTheOtherSideIsDroppedByBothAndNobodyElse() {
        Seed seed = Seed.fresh();
        Random random = seed.stream("partition");
        List<Host> hosts = someHosts(random);
        FakeCluster some = new FakeCluster(hosts);
        Collections.shuffle(hosts, random);
        List<Host> cut = hosts.subList(0, 1 + random.nextInt(hosts.size() - 1));

        PartitionPlan plan = PartitionPlan.cutOff(
                new Targets("random", cut), some.situation("cut-1", Capability.HOST_NETWORK));

        Map<String, Set<String>> drops = new HashMap<>();
        plan.drops().forEach(drop -> drops.put(drop.host(), new HashSet<>(drop.peers())));
        for (Host host : hosts) {
            Set<String> expected = new HashSet<>();
            hosts.stream()
                    .filter(peer -> cut.contains(peer) != cut.contains(host))
                    .forEach(peer -> expected.add(peer.service().host()));
            if (cut.contains(host)) {
                expected.add(FakeCluster.HARNESS);
            }
            assertThat(drops.get(host.name())).as("%s, seed %s", host.name(), seed).isEqualTo(expected);
        }
        assertThat(cut).as("seed %s", seed).noneMatch(host -> host.name().equals(plan.bystander()));
    }

    private static List<Host> someHosts(Random random) {
        List<Host> hosts = new ArrayList<>();
        int count = 2 + random.nextInt(12);
        for (int i = 1; i <= count; i++) {
            Role role = List.of(Role.values()).get(random.nextInt(Role.values().length));
            hosts.add(new Host("h" + i, role, "r" + random.nextInt(3), new Address("10.0.0." + i, 5050)));
        }
        return hosts;
    }
}
