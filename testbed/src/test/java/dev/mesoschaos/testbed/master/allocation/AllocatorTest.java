package dev.mesoschaos.testbed.master.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.flags.MesosResources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocatorTest {

    private static final Resources WHOLE = of("cpus:2;mem:512;ports:[31000-31009]");
    private static final Settings SETTINGS = new Settings(
            Duration.ofSeconds(1), Quantities.alternatives("cpus:0.01|mem:32"), Optional.of("here"));
    private static final Claim F1 = new Claim("f1", "*");
    private static final Claim F2 = new Claim("f2", "*");

    private long nanos;
    private final Allocator allocator =
            new Allocator(SETTINGS, () -> nanos, SystemTime.random(42));

    private static Resources of(String text) {
        return Resources.of(MesosResources.parse(text));
    }

    private void agent(String id, Resources total) {
        allocator.addAgent(info(id).build(), total);
    }

    private static AgentInfo.Builder info(String id) {
        return AgentInfo.newBuilder().setHostname("host-" + id).setId(AgentID.newBuilder().setValue(id));
    }

    private void framework(Claim claim) {
        framework(claim, FrameworkProfile.PLAIN);
    }

    private void framework(Claim claim, FrameworkProfile profile) {
        allocator.addFramework(claim.frameworkId(), List.of(claim.role()), List.of(), profile);
        allocator.activateFramework(claim.frameworkId(), true);
    }

    private void secondsPass(double seconds) {
        nanos += (long) (seconds * 1e9);
    }

    @Test
    void nothingIsOfferedTwice() {
        agent("a1", WHOLE);
        framework(F1);

        assertThat(allocator.allocate()).isEqualTo(Map.of(F1, Map.of("a1", WHOLE)));
        assertThat(allocator.allocate()).isEmpty();
    }

    @Test
    void aDisconnectedAgentAndASuppressedOrAbsentFrameworkGetNoOffers() {
        agent("a1", WHOLE);
        allocator.activateAgent("a1", false);
        framework(F1);
        assertThat(allocator.allocate()).isEmpty();

        allocator.activateAgent("a1", true);
        allocator.suppress("f1", List.of());
        assertThat(allocator.allocate()).isEmpty();

        allocator.revive("f1", List.of());
        allocator.activateFramework("f1", false);
        assertThat(allocator.allocate()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5,5", "0.1,1", "3600,3600"})
    void refusedResourcesComeBackAfterTheirFilterButNotBeforeOneInterval(double refuse, double seconds) {
        agent("a1", WHOLE);
        framework(F1);
        allocator.allocate();

        allocator.recover(F1, "a1", WHOLE, Optional.of(Duration.ofMillis((long) (refuse * 1000))));
        secondsPass(seconds - 0.001);
        assertThat(allocator.allocate()).isEmpty();

        secondsPass(0.001);
        assertThat(allocator.allocate()).containsKey(F1);
    }

    @Test
    void refusalOfZeroSecondsIsNoRefusal() {
        agent("a1", WHOLE);
        framework(F1);
        allocator.allocate();

        allocator.recover(F1, "a1", WHOLE, Optional.of(Duration.ZERO));

        assertThat(allocator.allocate()).containsKey(F1);
    }

    @Test
    void moreThanWasRefusedIsOfferedDespiteTheFilter() {
        agent("a1", WHOLE);
        framework(F1);
        allocator.allocate();
        allocator.recover(F1, "a1", of("cpus:1;mem:512"), Optional.of(Duration.ofHours(1)));
        assertThat(allocator.allocate()).isEmpty();

        allocator.recover(F1, "a1", of("cpus:1"), Optional.empty());

        assertThat(allocator.allocate()).isEqualTo(Map.of(F1, Map.of("a1", of("cpus:2;mem:512"))));
    }

    @Test
    void revivingForgetsRefusals() {
        agent("a1", WHOLE);
        framework(F1);
        allocator.allocate();
        allocator.recover(F1, "a1", WHOLE, Optional.of(Duration.ofHours(1)));

        allocator.revive("f1", List.of("*"));

        assertThat(allocator.allocate()).containsKey(F1);
    }

    @Test
    void aDisconnectionForgetsRefusals() {
        agent("a1", WHOLE);
        framework(F1);
        allocator.allocate();
        allocator.recover(F1, "a1", WHOLE, Optional.of(Duration.ofHours(1)));

        allocator.activateFramework("f1", false);
        allocator.activateFramework("f1", true);

        assertThat(allocator.allocate()).containsKey(F1);
    }

    @Test
    void whoHoldsLessGetsTheNextAgent() {
        framework(F1);
        framework(F2);
        agent("a1", WHOLE);
        agent("a2", WHOLE);

        Map<Claim, Map<String, Resources>> offers = allocator.allocate();

        assertThat(offers).containsOnlyKeys(F1, F2);
    }

    @Test
    void whatATaskUsesIsNotOfferedUntilItIsGivenBack() {
        agent("a1", WHOLE);
        framework(F1);
        allocator.use(F1, "a1", of("cpus:1.5;ports:[31000-31000]"));

        assertThat(allocator.allocate().get(F1).get("a1")).isEqualTo(of("cpus:0.5;mem:512;ports:[31001-31009]"));

        allocator.recover(F1, "a1", of("cpus:1.5;ports:[31000-31000]"), Optional.empty());
        assertThat(allocator.allocate().get(F1).get("a1")).isEqualTo(of("cpus:1.5;ports:[31000-31000]"));
    }

    @Test
    void crumbsAreNotOffered() {
        agent("a1", of("cpus:0.005;mem:31;disk:9999"));
        framework(F1);

        assertThat(allocator.allocate()).isEmpty();
    }

    @Test
    void whatIsGivenBackOnALostAgentIsForgotten() {
        agent("a1", WHOLE);
        framework(F1);
        allocator.allocate();

        allocator.removeAgent("a1");
        allocator.recover(F1, "a1", WHOLE, Optional.empty());
        agent("a1", WHOLE);

        assertThat(allocator.free("a1")).isEqualTo(WHOLE);
    }
}
