package dev.mesoschaos.mesosclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Duration;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.DrainInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireFormatTest {

    private static final Call DRAIN = Call.newBuilder().setType(Call.Type.DRAIN_AGENT).setDrainAgent(
            Call.DrainAgent.newBuilder().setAgentId(AgentID.newBuilder().setValue("S1"))
                    .setMaxGracePeriod(Duration.newBuilder().setSeconds(600).setNanos(5))).build();

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadBack(WireFormat format) {
        DrainInfo drained = Recordings.message(
                Recordings.json("ops/drain_max_grace_period.json").get(0).get("drain_info"), DrainInfo.getDefaultInstance());
        byte[] bytes = format.write(drained);
        assertThat(format.read(DrainInfo.getDefaultInstance(), bytes, 0, bytes.length)).isEqualTo(drained);
    }

    @Test
    void aGracePeriodIsWrittenAsTheObjectThatMesosReads() {
        assertThat(new String(WireFormat.JSON.write(DRAIN), UTF_8))
                .contains("\"max_grace_period\":{\"seconds\":600,\"nanos\":5}");
    }

    @Test
    void aGracePeriodIsReadAsMesosWritesIt() {
        JsonNode recorded = Recordings.json("ops/drain_max_grace_period.json").get(0).get("drain_info");
        DrainInfo info = Recordings.message(recorded, DrainInfo.getDefaultInstance());
        assertThat(info.getConfig().getMaxGracePeriod().getNanoseconds()).isEqualTo(5_000_000_000L);
    }

    @Test
    void theBareWordInfinityIsALimitWithoutBound() {
        TaskInfo task = json("{\"name\":\"t\",\"task_id\":{\"value\":\"t\"},\"agent_id\":{\"value\":\"S1\"},"
                + "\"limits\":{\"mem\":{\"value\":Infinity}}}", TaskInfo.getDefaultInstance());
        assertThat(task.getLimitsMap().get("mem").getValue()).isInfinite();
    }

    @Test
    void namesAndWordsOfALaterMesosAreSkipped() {
        Event event = json("{\"type\":\"BRAND_NEW\",\"brand_new\":{\"x\":[1]}}", Event.getDefaultInstance());
        assertThat(event.hasType()).isFalse();
    }

    @Test
    void aMessageWithoutARequiredFieldIsMalformed() {
        assertThatExceptionOfType(MesosException.Malformed.class)
                .isThrownBy(() -> json("{\"name\":\"t\"}", TaskInfo.getDefaultInstance()))
                .withMessageContaining("task_id");
        byte[] empty = new byte[0];
        assertThatExceptionOfType(MesosException.Malformed.class)
                .isThrownBy(() -> WireFormat.PROTOBUF.read(TaskInfo.getDefaultInstance(), empty, 0, 0));
    }

    private static <M extends com.google.protobuf.Message> M json(String text, M prototype) {
        byte[] bytes = text.getBytes(UTF_8);
        return WireFormat.JSON.read(prototype, bytes, 0, bytes.length);
    }
}
