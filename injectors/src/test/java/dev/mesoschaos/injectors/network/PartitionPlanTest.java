package dev.mesoschaos.injectors.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.injectors.FakeCluster;
import dev.mesoschaos.injectors.Samples;
import dev.mesoschaos.injectors.network.PartitionPlan.Drop;
import dev.mesoschaos.injectors.network.Rift.Direction;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.fault.Targets;
import dev.mesoschaos.scenarios.time.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionPlanTest {

    private final FakeCluster cluster = new FakeCluster(Samples.fiveHosts());

    private PartitionPlan plan(String yaml, String... targets) {
        return Samples.partition(cluster, "cut-1", yaml, targets);
    }

    @Test
    void theRackDropsAllOthersAndUsersAndAllOthersDropTheRack() {
        PartitionPlan plan = plan("{}", "a1", "a2");

        List<String> outside = List.of("10.0.2.1", "10.0.0.1", "10.0.0.2", FakeCluster.HARNESS);
        List<String> rack = List.of("10.0.1.1", "10.0.1.2");
        assertThat(plan.mark()).isEqualTo("mesos_chaos_run_7_cut_1");
        assertThat(plan.drops()).containsExactlyInAnyOrder(
                new Drop("a1", Direction.BOTH, outside, false),
                new Drop("a2", Direction.BOTH, outside, false),
                new Drop("m1", Direction.BOTH, rack, false),
                new Drop("zk1", Direction.BOTH, rack, false),
                new Drop("a3", Direction.BOTH, rack, false));
        assertThat(plan.witnesses().silent()).containsExactly("a1", "a2");
        assertThat(plan.witnesses().bystanders()).startsWith("a3");
    }

    @Test
    void whoCannotSendDropsWhatItSendsAndAllOthersDropWhatComesFromIt() {
        PartitionPlan plan = plan("{direction: out, from: masters}", "a1");

        assertThat(plan.drops()).containsExactlyInAnyOrder(
                new Drop("a1", Direction.OUT, List.of("10.0.0.1"), false),
                new Drop("m1", Direction.IN, List.of("10.0.1.1"), false));
        assertThat(plan.describe()).containsExactlyInAnyOrder(
                "a1: drop what goes to 10.0.0.1", "m1: drop what comes from 10.0.1.1");
    }

    @Test
    void onlyAPacketFilterKeepsTheRequestsOfUsersOut() {
        assertThat(plan("{direction: in, from: harness}", "a1").drops())
                .containsExactly(new Drop("a1", Direction.IN, List.of(FakeCluster.HARNESS), true));
        assertThat(plan("{direction: in, from: agents}", "a1").drops()).noneMatch(Drop::filterOnly);
    }

    @Test
    void whoIsCutOffFromOneRoleIsStillHeardByUsersAndTriesToConnect() {
        PartitionPlan.Witnesses witnesses = plan("{from: zookeeper}", "m1").witnesses();

        assertThat(witnesses.silent()).isEmpty();
        assertThat(witnesses.heard()).containsExactly("m1");
        assertThat(witnesses.cut()).containsExactly(new Knock("m1", "zk1"));
    }

    @Test
    void theBridgeIsReachedFromBothSides() {
        PartitionPlan plan = plan("{shape: bridge}", "a1");

        Knock bridged = plan.witnesses().open().getFirst();
        assertThat(bridged.to()).isEqualTo("a1");
        assertThat(bridged.from()).as("an agent, as a1 is one").isIn("a2", "a3");
        assertThat(plan.drops()).extracting(Drop::host).doesNotContain(bridged.from()).hasSize(4);
        assertThat(plan.witnesses().bystanders()).doesNotContain(bridged.from());
    }

    @ParameterizedTest
    @CsvSource({"4, 3", "5, 3", "6, 5", "7, 5", "8, 5", "9, 5"})
    void inARingEachSeesAMajorityAndNoTwoTheSameOne(int size, int sees) {
        List<String> ring = IntStream.rangeClosed(1, size).mapToObj(i -> "h" + i).toList();
        List<Grudges.Grudge> grudges = Grudges.ring(ring);

        Set<Set<String>> seen = new HashSet<>();
        for (String one : ring) {
            Set<String> all = new HashSet<>(ring);
            grudges.stream().filter(grudge -> grudge.from().equals(one)).forEach(grudge -> all.remove(grudge.to()));
            assertThat(all).hasSize(sees).hasSizeGreaterThan(size / 2);
            seen.add(all);
        }
        assertThat(seen).hasSize(size);
        assertThat(grudges).allMatch(grudge -> grudges.contains(new Grudges.Grudge(grudge.to(), grudge.from())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{}|m1 zk1 a1 a2 a3|a partition needs two sides, and these targets are all hosts",
            "{from: zookeeper}|zk1|these targets are all that they could be cut off from",
            "{shape: bridge}|m1 a1 a2 a3|needs two hosts at least besides the targets",
            "{shape: ring}|a1 a2 a3|needs at least 4 targets, and these are 3"})
    void whatMakesNoSenseIsRefusedWithItsReason(String yaml, String targets, String reason) {
        assertThatThrownBy(() -> plan(yaml, targets.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aHostKnownByANameCannotBeDropped() {
        FakeCluster named = new FakeCluster(List.of(
                new Host("a1", Role.AGENT, "r1", new Address("a1.example", 5051)),
                new Host("m1", Role.MASTER, "r1", new Address("fd00::1", 5050))));

        assertThatThrownBy(() -> Samples.partition(named, "cut-1", "{}", "m1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network-partition drops packets by IP address, and a1 is known as 'a1.example'");
    }

    @Test
    void withoutProxiesBetweenTheSidesNothingCanBeCut() {
        assertThatThrownBy(() -> Samples.planner(new NetworkPartition(), "{}")
                        .plan(cluster.targets("a1"), cluster.situation("cut-1", Capability.ALL_LINKS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no link between the two sides runs through a proxy");
    }

    @RepeatedTest(20)
    void whoeverIsOnTheOtherSideIsDroppedByBothAndNobodyElse() {
        Seed seed = Seed.fresh();
        Random random = seed.stream("partition");
        List<Host> hosts = someHosts(random);
        FakeCluster some = new FakeCluster(hosts);
        Collections.shuffle(hosts, random);
        List<Host> cut = hosts.subList(0, 1 + random.nextInt(hosts.size() - 1));

        PartitionPlan plan = Samples.planner(new NetworkPartition(), "{}")
                .plan(new Targets("random", cut), some.situation("cut-1", Capability.HOST_NETWORK));

        assertThat(plan.drops()).as("seed %s", seed).hasSameSizeAs(hosts);
        for (Host host : hosts) {
            Set<String> expected = new HashSet<>();
            hosts.stream()
                    .filter(peer -> cut.contains(peer) != cut.contains(host))
                    .forEach(peer -> expected.add(peer.service().host()));
            if (cut.contains(host)) {
                expected.add(FakeCluster.HARNESS);
            }
            assertThat(plan.drops()).as("seed %s", seed).filteredOn(drop -> drop.host().equals(host.name()))
                    .singleElement()
                    .satisfies(drop -> assertThat(new HashSet<>(drop.peers())).isEqualTo(expected));
        }
        assertThat(plan.witnesses().bystanders()).as("seed %s", seed)
                .noneMatch(name -> cut.stream().anyMatch(host -> host.name().equals(name)));
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
