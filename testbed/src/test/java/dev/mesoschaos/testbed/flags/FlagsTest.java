package dev.mesoschaos.testbed.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsTest {

    private static Flags parse(String... arguments) {
        return Flags.parse(
                Map.of("port", "5050", "agent_ping_timeout", "15secs", "hostname_lookup", "true"),
                List.of("ip", "no-op"),
                arguments);
    }

    @Test
    void anUnknownFlagIsRefusedByName() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("--prot=1")).withMessageContaining("unknown flag 'prot'");
    }

    @Test
    void anArgumentThatIsNoFlagIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("5050")).withMessageContaining("--name=value");
    }

    @Test
    void aMissingFlagSaysWhatToGive() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse().text("ip")).withMessageContaining("give --ip=");
    }

    @Test
    void aBadValueNamesItsFlag() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--agent_ping_timeout=1s").duration("agent_ping_timeout"))
                .withMessageContaining("agent_ping_timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--port=http").integer("port"))
                .withMessageContaining("port");
    }

    @Test
    void aGivenValueReplacesTheDefault() {
        Flags flags = parse("--agent_ping_timeout=1secs", "--ip=127.0.0.1");

        assertThat(flags.duration("agent_ping_timeout")).isEqualTo(Duration.ofSeconds(1));
        assertThat(flags.integer("port")).isEqualTo(5050);
        assertThat(flags.optional("ip")).contains("127.0.0.1");
    }

    @Test
    void aSwitchIsTurnedOffByNo() {
        assertThat(parse("--no-hostname_lookup").text("hostname_lookup")).isEqualTo("false");
        assertThat(parse("--hostname_lookup").text("hostname_lookup")).isEqualTo("true");
        assertThat(parse("--no-op").text("no-op")).isEqualTo("true");
    }

    @Test
    void resourcesAreScalarsAndRanges() {
        assertThat(MesosResources.parse("cpus:2;ports:[31000-31099, 32000-32001];"))
                .containsExactly(
                        Resource.newBuilder()
                                .setName("cpus")
                                .setType(Value.Type.SCALAR)
                                .setScalar(Value.Scalar.newBuilder().setValue(2))
                                .build(),
                        Resource.newBuilder()
                                .setName("ports")
                                .setType(Value.Type.RANGES)
                                .setRanges(Value.Ranges.newBuilder()
                                        .addRange(Value.Range.newBuilder().setBegin(31000).setEnd(31099))
                                        .addRange(Value.Range.newBuilder().setBegin(32000).setEnd(32001)))
                                .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpus", "cpus:", "cpus:two", "cpus(role):2", "ports:[1]", "ports:[9-1]", "ports:[1-2"})
    void malformedResourcesAreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MesosResources.parse(text))
                .withMessageContaining("is no resource");
    }

    @Test
    void attributesAreTextUnlessTheyAreNumbers() {
        List<Attribute> attributes = MesosAttributes.parse("rack:r1;slots:4");

        assertThat(attributes).extracting(Attribute::getName).containsExactly("rack", "slots");
        assertThat(attributes.get(0).getText().getValue()).isEqualTo("r1");
        assertThat(attributes.get(1).getScalar().getValue()).isEqualTo(4);
    }

    @Test
    void anAttributeWithoutValueIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MesosAttributes.parse("rack:")).withMessageContaining("rack:r1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5050", "zk://h:1", "zk://h:1/", "zk:///mesos", "zk://u:p@h:1/mesos"})
    void whatIsNoZooKeeperUrlIsRefused(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> ZooKeeperUrl.parse(url)).withMessageContaining("zk://host");
    }

    @Test
    void theConnectStringDialsEachServerThroughItsLink() {
        ZooKeeperUrl url = ZooKeeperUrl.parse("zk://a:1,b:2/mesos");

        assertThat(url.path()).isEqualTo("/mesos");
        assertThat(url.connectString(server -> server.equals("b:2") ? "p:9" : server)).isEqualTo("a:1,p:9");
    }
}
