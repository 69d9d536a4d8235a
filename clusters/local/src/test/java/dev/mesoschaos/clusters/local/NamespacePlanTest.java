package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.model.ClusterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamespacePlanTest {

    private final Layout layout = Layout.of(ClusterSpec.DEFAULT, new NamespacePlan());

    @Test
    void aRackReachesTheSpineOverItsUplinkOnly() {
        List<String> lines = NamespacePlan.fabric(List.of("control", "r1"));

        assertThat(lines).containsSubsequence(
                "link add br-r1 type bridge",
                "link add up-r1 type veth peer name down-r1",
                "link set up-r1 master br-r1 up",
                "link set down-r1 master spine up");
        assertThat(lines).filteredOn(line -> line.endsWith("master spine up")).hasSize(2);
    }

    @Test
    void uplinksAreAsNarrowAsAskedForEitherWay() {
        assertThat(NamespacePlan.uplinks(List.of("r1"), 20_000_000)).containsExactly(
                "qdisc add dev up-r1 root tbf rate 20000000bit burst 32768 latency 50ms",
                "qdisc add dev down-r1 root tbf rate 20000000bit burst 32768 latency 50ms");
    }

    @Test
    void aBridgeKeepsItsHardwareAddressWhoeverComesOrGoes() {
        assertThat(NamespacePlan.fabric(List.of("r1"))).contains(
                "link add spine address 02:00:0a:4d:ff:01 type bridge",
                "link add mgmt address 02:00:0a:4e:ff:01 type bridge");
    }

    /** Asked for the engine's address, it would give its own hardware address, which changes. */
    @Test
    void theBridgeOfARackAnswersNobody() {
        assertThat(NamespacePlan.fabric(List.of("r1"))).contains("link set br-r1 arp off up");
    }

    @Test
    void aHostHasOneCableToItsRackAndOneToTheManagementNetwork() {
        assertThat(NamespacePlan.cables(layout.host("a3"), 77)).containsExactly(
                "link add eth-a3 type veth peer name eth0 address 02:00:0a:4d:02:0b netns 77",
                "link add mgmt-a3 type veth peer name mgmt0 address 02:00:0a:4e:02:0b netns 77",
                "link set eth-a3 master br-r2 up",
                "link set mgmt-a3 master mgmt up");
    }

    @Test
    void aHostTakesTheAddressesOfThePlan() {
        assertThat(NamespacePlan.interfaces(layout.host("m1")))
                .contains("addr add 10.77.0.14/16 dev eth0", "addr add 10.78.0.14/16 dev mgmt0");
    }

    @Test
    void namesOfInterfacesFitTheKernel() {
        assertThat(NamespacePlan.fabric(layout.racks()))
                .filteredOn(line -> line.startsWith("link add"))
                .allSatisfy(line -> assertThat(line.split(" ", -1)[2]).hasSizeLessThan(16));
    }
}
