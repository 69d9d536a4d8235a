package dev.mesoschaos.mesosclient.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.mesos.v1.Protos.ContainerID;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.master.Protos.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MesosJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "7", "null", "{", "{\"value\":", "{\"value\":\"x\"", "{\"value\":\"x\"}}",
        "{\"value\":\"x\"} {}", "{\"value\":\"x\"} x", "{'value':'x'}", "{\"value\":x}", "<html></html>", "{\"value\":\"x\",}"})
    void whatIsNotOneObjectIsRefused(String text) {
        assertThatThrownBy(() -> read(TaskID.getDefaultInstance(), text)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"task_id\":\"t\",\"state\":\"TASK_RUNNING\"} | 'task_id'",
        "{\"task_id\":{\"value\":7},\"state\":\"TASK_RUNNING\"} | 'value'",
        "{\"task_id\":{\"value\":\"t\"},\"state\":3} | 'state'",
        "{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_RUNNING\",\"healthy\":\"yes\"} | 'healthy'",
        "{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_RUNNING\",\"timestamp\":\"soon\"} | 'timestamp'",
        "{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_RUNNING\",\"uuid\":5} | 'uuid'",
        "{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_RUNNING\",\"uuid\":\"#!\"} | base64",
        "{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_RUNNING\",\"labels\":{\"labels\":{}}} | 'labels'",
        "{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_RUNNING\",\"unreachable_time\":{\"nanoseconds\":\"x\"}} | 'nanoseconds'",
        "{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_RUNNING\",\"unreachable_time\":{\"nanoseconds\":99999999999999999999}} | long",
        "{\"state\":\"TASK_RUNNING\"} | task_id",
        "{\"task_id\":{\"value\":\"t\"}} | state"})
    void aValueThatDoesNotFitNamesItsField(String json, String named) {
        assertThatThrownBy(() -> read(TaskStatus.getDefaultInstance(), json))
                .isInstanceOf(IOException.class).hasMessageContaining(named);
    }

    @Test
    void nestingBeyondReasonIsAnErrorAndNoStackOverflow() {
        String deep = "{\"value\":\"c\",\"parent\":".repeat(100_000);
        assertThatThrownBy(() -> read(ContainerID.getDefaultInstance(), deep)).isInstanceOf(IOException.class);
        String unknown = "{\"x\":".repeat(100_000);
        assertThatThrownBy(() -> read(TaskStatus.getDefaultInstance(), unknown)).isInstanceOf(IOException.class);
    }

    @Test
    void unknownNamesAndNullsAreSkippedWithAllThatIsInThem() throws IOException {
        TaskStatus status = read(TaskStatus.getDefaultInstance(), """
                {"new":{"a":[1,{"b":null}]},"task_id":{"value":"t","more":[[]]},"message":null,"state":"TASK_RUNNING",
                 "taskId":{"value":"camel"},"labels":null}""");
        assertThat(status).isEqualTo(status("t").build());
    }

    @Test
    void anEnumsValueThatIsNotKnownIsLeftOutAlsoFromALaterList() throws IOException {
        MasterInfo info = read(MasterInfo.getDefaultInstance(), """
                {"id":"m","ip":1,"port":5050,"capabilities":[{"type":"AGENT_UPDATE"},{"type":"QUOTA_V3"},{}]}""");
        assertThat(info.getCapabilitiesList()).extracting(MasterInfo.Capability::hasType)
                .containsExactly(true, false, false);
    }

    @Test
    void numbersMayBeTextsAndDoublesInfinite() throws IOException {
        TaskStatus status = read(TaskStatus.getDefaultInstance(), """
                {"task_id":{"value":"t"},"state":"TASK_RUNNING","timestamp":"1.5","unreachable_time":{"nanoseconds":"-7"}}""");
        assertThat(status.getTimestamp()).isEqualTo(1.5);
        assertThat(status.getUnreachableTime().getNanoseconds()).isEqualTo(-7);
        assertThat(read(Value.Scalar.getDefaultInstance(), "{\"value\":Infinity}").getValue()).isInfinite();
        assertThat(read(Value.Scalar.getDefaultInstance(), "{\"value\":\"-Infinity\"}").getValue()).isNegative();
        assertThat(read(Value.Scalar.getDefaultInstance(), "{\"value\":NaN}").getValue()).isNaN();
        assertThat(read(Value.Scalar.getDefaultInstance(), "{\"value\":5}").getValue()).isEqualTo(5.0);
        assertThat(read(MasterInfo.getDefaultInstance(), "{\"id\":\"m\",\"ip\":4294967295,\"port\":5050.0}").getIp()).isEqualTo(-1);
    }

    @Test
    void mapsAreReadByKey() throws IOException {
        TaskInfo task = read(TaskInfo.getDefaultInstance(), """
                {"name":"n","task_id":{"value":"t"},"agent_id":{"value":"a"},
                 "limits":{"cpus":{"value":2.0},"mem":{"value":Infinity},"gone":null}}""");
        assertThat(task.getLimitsMap()).containsOnlyKeys("cpus", "mem");
        assertThat(task.getLimitsMap().get("cpus").getValue()).isEqualTo(2.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 126, 127, 128, 129, 16_383, 16_384, 300_000, 3_000_000})
    void lengthsOfEverySizeFitAtEveryDepth(int length) throws IOException {
        for (String letter : new String[] {"x", "é", "日", "😀"}) {
            String text = letter.repeat(length);
            TaskStatus expected = status(text).setMessage("\"\\\n" + text)
                    .setData(ByteString.copyFromUtf8(text)).build();
            String json = "{\"state\":\"TASK_RUNNING\",\"data\":\"" + base64(text) + "\",\"message\":\"\\\"\\\\\\n" + text
                    + "\",\"task_id\":{\"value\":\"" + text + "\"}}";
            assertThat(read(TaskStatus.getDefaultInstance(), json)).isEqualTo(expected);
        }
    }

    @Test
    void messagesThatContainTheirOwnTypeAreRead() throws IOException {
        assertThat(read(Environment.Variable.getDefaultInstance(), """
                {"name":"n","type":"SECRET","secret":{"type":"VALUE","value":{"data":"c2VjcmV0"}}}""")
                .getSecret().getValue().getData().toStringUtf8()).isEqualTo("secret");
        assertThat(read(ContainerID.getDefaultInstance(), """
                {"value":"c","parent":{"value":"b","parent":{"value":"a"}}}""").getParent().getParent().getValue())
                .isEqualTo("a");
    }

    @Test
    void aPartOfAnArrayAndAStreamAreReadAlike() throws IOException {
        byte[] bytes = "??{\"value\":\"t\"}??".getBytes(StandardCharsets.UTF_8);
        TaskID expected = TaskID.newBuilder().setValue("t").build();
        assertThat(MesosJson.read(expected, bytes, 2, bytes.length - 4)).isEqualTo(expected);
        assertThat(MesosJson.read(expected, new ByteArrayInputStream(bytes, 2, bytes.length - 4))).isEqualTo(expected);
    }

    @Test
    void durationsOfDrainingAreReadAsMesosWritesThem() throws IOException {
        Call call = read(Call.getDefaultInstance(), """
                {"type":"DRAIN_AGENT","drain_agent":{"agent_id":{"value":"a"},"max_grace_period":{"seconds":5,"nanos":7}}}""");
        assertThat(call.getDrainAgent().getMaxGracePeriod())
                .isEqualTo(com.google.protobuf.Duration.newBuilder().setSeconds(5).setNanos(7).build());
    }

    @Test
    void listsKeepTheirOrder() throws IOException {
        Offer.Builder offer = Offer.newBuilder();
        for (int i = 0; i < 300; i++) {
            offer.addAttributes(org.apache.mesos.v1.Protos.Attribute.newBuilder().setName("a" + i).setType(Value.Type.TEXT)
                    .setText(Value.Text.newBuilder().setValue("v" + i)));
        }
        StringBuilder json = new StringBuilder("{\"attributes\":[");
        for (int i = 0; i < 300; i++) {
            json.append(i == 0 ? "" : ",").append("{\"name\":\"a").append(i)
                    .append("\",\"type\":\"TEXT\",\"text\":{\"value\":\"v").append(i).append("\"}}");
        }
        String complete = json + "],\"id\":{\"value\":\"o\"},\"framework_id\":{\"value\":\"f\"},\"agent_id\":{\"value\":\"s\"},"
                + "\"hostname\":\"h\"}";
        assertThat(read(Offer.getDefaultInstance(), complete).getAttributesList()).isEqualTo(offer.getAttributesList());
        assertThat(read(Resource.getDefaultInstance(), """
                {"name":"ports","type":"RANGES","ranges":{"range":[{"begin":1,"end":"18446744073709551"}]}}""")
                .getRanges().getRange(0).getEnd()).isEqualTo(18446744073709551L);
    }

    private static TaskStatus.Builder status(String id) {
        return TaskStatus.newBuilder().setTaskId(TaskID.newBuilder().setValue(id)).setState(TaskState.TASK_RUNNING);
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked") // as MesosJson promises
    private static <M extends Message> M read(M prototype, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return (M) MesosJson.read(prototype, bytes, 0, bytes.length);
    }
}
