package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TestbedDaemonsTest {

    private static final RunFiles FILES = RunFiles.of(Path.of("/run"));
    private static final Jvm JVM = new Jvm(Path.of("/jdk/bin/java"), List.of(Path.of("/lib/all.jar")), List.of());

    private final ClusterSpec spec =
            new ClusterSpec(1, 1, 3, 3, Map.of("agent_ping_timeout", "2secs"), Map.of("attributes", "rack:x"));
    private final Layout layout = Layout.of(spec, new NamespacePlan());

    @Test
    void aMasterGetsShortTimingsAndAMajorityAsQuorum() {
        assertThat(commands(LinkPlan.DIRECT).of(layout.host("m2"))).contains(
                "--ip=10.77.0.15",
                "--hostname=10.77.0.15",
                "--zk=zk://10.77.0.11:2181,10.77.0.12:2181,10.77.0.13:2181/mesos",
                "--quorum=2",
                "--max_agent_ping_timeouts=3");
    }

    @Test
    void flagsOfTheScenarioReplaceTheDefaults() {
        assertThat(commands(LinkPlan.DIRECT).of(layout.host("m1")))
                .contains("--agent_ping_timeout=2secs")
                .doesNotContain("--agent_ping_timeout=1secs");
        assertThat(commands(LinkPlan.DIRECT).of(layout.host("a1")))
                .contains("--attributes=rack:x")
                .noneMatch(flag -> flag.contains("zone:"));
    }

    @Test
    void anAgentIsKnownByTheNameOfItsHost() {
        assertThat(commands(LinkPlan.DIRECT).of(layout.host("a1")))
                .contains("--hostname=a1", "--ip=10.77.1.11", "--resources=cpus:2;mem:512;disk:1024;ports:[31000-31099]")
                .noneMatch(flag -> flag.startsWith("--links"));
    }

    @Test
    void anAgentWithADiskOfItsOwnOffersNoMoreThanThat() {
        ClusterSpec small = new ClusterSpec(1, 1, 1, 1, Map.of(), Map.of(), 0, 0, 64, OptionalLong.empty());
        MesosFlags flags = new MesosFlags(small, Layout.of(small, new NamespacePlan()), LinkPlan.DIRECT, FILES, "[31000-31099]");

        assertThat(flags.agent(layout.host("a1"))).containsEntry("resources", "cpus:2;mem:512;disk:64;ports:[31000-31099]");
    }

    @Test
    void controlGroupsOfAgentsLieBelowThatOfTheCluster() {
        MesosFlags flags = new MesosFlags(spec, layout, LinkPlan.DIRECT, FILES, "[31000-31099]");
        Cgroups cgroups = new Cgroups(Optional.of(Path.of("/sys/fs/cgroup")), "c-1");

        assertThat(new TestbedDaemons(JVM, flags, host -> Path.of("/links"), cgroups).of(layout.host("a1")))
                .contains("--cgroups_root=mesos-chaos/c-1/a1");
        assertThat(commands(LinkPlan.DIRECT).of(layout.host("a1"))).noneMatch(flag -> flag.startsWith("--cgroups_root"));
    }

    @Test
    void disksOfTheirOwnNeedNamespaces() {
        ClusterSpec small = new ClusterSpec(1, 1, 1, 1, Map.of(), Map.of(), 0, 0, 64, OptionalLong.empty());

        assertThat(new LocalProvider().lacking(small, Map.of("cluster.network", "proxied")).orElse(""))
                .startsWith("hosts have a disk of their own only in namespaces, and the network is proxied (asked for); run as root");
        assertThat(new LocalProvider().lacking(spec, Map.of("cluster.network", "proxied"))).isEmpty();
    }

    @Test
    void behindProxiesEveryConnectionIsDialledAtItsProxy() {
        LinkPlan links = LinkPlan.all(layout, "127.9.1.1", List.of(), true);

        assertThat(commands(links).of(layout.host("a1")))
                .anyMatch(flag -> flag.matches("--links=/run/.*/a1/links\\.json"))
                .anyMatch(flag -> flag.startsWith("--master=zk://127.9.1.1:"));
        assertThat(commands(links).of(layout.host("z2")))
                .contains("--proxied_peers=true")
                .anyMatch(flag -> flag.matches(
                        "--servers=1=127\\.9\\.1\\.1:\\d+:\\d+,2=10\\.77\\.0\\.12:2888:3888,3=127\\.9\\.1\\.1:\\d+:\\d+"));
    }

    @Test
    void aServerAloneHasNoPeers() {
        ClusterSpec one = new ClusterSpec(1, 1, 1, 1, Map.of(), Map.of());
        Layout small = Layout.of(one, new NamespacePlan());
        TestbedDaemons daemons = new TestbedDaemons(
                JVM, new MesosFlags(one, small, LinkPlan.DIRECT, FILES, "[1-2]"), new LinkFiles(FILES)::of, Cgroups.NONE);

        assertThat(daemons.of(small.host("z1"))).contains("--servers=", "--proxied_peers=false");
    }

    @Test
    void aCrowdTakesRoomInTheMastersAndAProcessOfItsOwn() {
        ClusterSpec crowd = new ClusterSpec(1, 1, 1, 1, Map.of(), Map.of(), 600, 6000);
        Layout crowded = Layout.of(crowd, new NamespacePlan());
        TestbedDaemons daemons = new TestbedDaemons(
                JVM, new MesosFlags(crowd, crowded, LinkPlan.DIRECT, FILES, "[1-2]"), new LinkFiles(FILES)::of, Cgroups.NONE);

        assertThat(daemons.of(crowded.host("m1"))).contains("-Xmx214m", "-XX:CompileThresholdScaling=1");
        assertThat(daemons.of(crowded.host("a1"))).contains("-Xmx64m");
        assertThat(daemons.of(crowded.host("simulator")))
                .contains("-Xmx214m", "--agents=600", "--tasks=6000", "--ip=10.77.2.11", "--port=5051");
    }

    private TestbedDaemons commands(LinkPlan links) {
        return new TestbedDaemons(
                JVM, new MesosFlags(spec, layout, links, FILES, "[31000-31099]"), new LinkFiles(FILES)::of, Cgroups.NONE);
    }
}
