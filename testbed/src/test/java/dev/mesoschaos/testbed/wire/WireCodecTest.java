package dev.mesoschaos.testbed.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.junit.jupiter.api.Test;

class WireCodecTest {

    private static final AgentInfo AGENT =
            AgentInfo.newBuilder().setHostname("a1").setPort(5051).build();

    @Test
    void everyMessageOfAnAgentComesBackAsItWasSent() {
        AgentMessage sent = new AgentMessage.Reregister(
                AGENT,
                "1.11.0",
                List.of(),
                List.of(FrameworkInfo.newBuilder().setUser("u").setName("n").build()));

        assertThat(WireCodec.fromAgent(WireCodec.encode(sent))).isEqualTo(sent);
    }

    @Test
    void everyMessageOfAMasterComesBackAsItWasSent() {
        AgentID id = AgentID.newBuilder().setValue("m-S1").build();
        MasterMessage sent = new MasterMessage.Registered(id, Duration.ofSeconds(3));

        assertThat(WireCodec.fromMaster(WireCodec.encode(sent))).isEqualTo(sent);
    }

    @Test
    void anUnknownTypeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> WireCodec.fromMaster("{\"type\":\"HELLO\"}"));
    }
}
