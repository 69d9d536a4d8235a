package dev.mesoschaos.testbed.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MesosJsonTest {

    private static String print(com.google.protobuf.Message message) {
        return new String(MesosJson.print(message), StandardCharsets.UTF_8);
    }

    private static Call call(String json) {
        return (Call) MesosJson.parse(json.getBytes(StandardCharsets.UTF_8), Call.newBuilder());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "``|syntax error at line 1 near: ",
        "{\"type\":|syntax error at line 1 near: ",
        "{\"type\":\"GET_HEALTH\"} xx|Parsed JSON included non-whitespace trailing characters:  xx",
    })
    void whatIsNoJsonIsRefusedInMesosWords(String json, String message) {
        assertThatExceptionOfType(JsonSyntaxException.class)
                .isThrownBy(() -> call(json))
                .satisfies(e -> assertThat(e.getMessage().strip()).isEqualTo(message.strip()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[]|Expecting a JSON object",
        "\"x\"|Expecting a JSON object",
        "{\"type\":1}|Not expecting a JSON number for field 'type'",
        "{\"list_files\":{\"path\":5}}|Not expecting a JSON number for field 'path'",
        "{\"read_file\":{\"path\":\"/x\"}}|Missing required fields: read_file.offset",
    })
    void jsonOfAnotherShapeIsRefusedInMesosWords(String json, String message) {
        assertThatExceptionOfType(JsonConversionException.class).isThrownBy(() -> call(json)).withMessage(message);
    }

    @Test
    void bytesThatAreNotBase64NameTheCharacter() {
        assertThatExceptionOfType(JsonConversionException.class)
                .isThrownBy(() -> MesosJson.parse(
                        "{\"uuid\":\"!!!\"}".getBytes(StandardCharsets.UTF_8), TaskStatus.newBuilder()))
                .withMessage("Failed to base64 decode bytes field 'uuid': Invalid character '!'");
    }

    @Test
    void unknownNamesNullsAndUnknownEnumValuesAreLeftUnset() {
        Call call = call("{\"bogus\":{\"a\":[1]},\"type\":\"NO_SUCH_CALL\",\"get_metrics\":null}");

        assertThat(call).isEqualTo(Call.getDefaultInstance());
    }

    @Test
    void numbersMayBeGivenAsStrings() {
        assertThat(call("{\"read_file\":{\"path\":\"p\",\"offset\":\"7\"}}").getReadFile().getOffset()).isEqualTo(7);
    }

    @Test
    void aLongIsPrintedAsANumber() {
        assertThat(print(TimeInfo.newBuilder().setNanoseconds(1795340373322049024L).build()))
                .isEqualTo("{\"nanoseconds\":1795340373322049024}");
    }

    @Test
    void explicitDefaultsArePrintedUnlessTheyAreDeprecated() {
        assertThat(print(FrameworkInfo.newBuilder().setUser("u").setName("n").build()))
                .isEqualTo("{\"user\":\"u\",\"name\":\"n\",\"failover_timeout\":0.0,\"checkpoint\":false}");
    }

    @Test
    void bytesAreBase64AndEnumsAreNames() {
        assertThat(print(TaskStatus.newBuilder()
                        .setTaskId(TaskID.newBuilder().setValue("t"))
                        .setState(TaskState.TASK_LOST)
                        .setUuid(ByteString.copyFrom(new byte[] {1, 2, 3}))
                        .build()))
                .isEqualTo("{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_LOST\",\"uuid\":\"AQID\"}");
    }

    @ParameterizedTest
    @CsvSource({"1795340076.904386,1795340076.904386", "1795338000,1795338000.0", "2,2.0", "0.1,0.1"})
    void doublesHaveNoExponent(double value, String printed) {
        assertThat(print(Value.Scalar.newBuilder().setValue(value).build())).isEqualTo("{\"value\":" + printed + "}");
    }

    @Test
    void anInfiniteLimitIsTheBareTokenBothWays() {
        Value.Scalar infinite = Value.Scalar.newBuilder().setValue(Double.POSITIVE_INFINITY).build();
        TaskInfo.Builder task = TaskInfo.newBuilder().putLimits("mem", infinite);

        assertThat(print(task.buildPartial())).isEqualTo("{\"limits\":{\"mem\":{\"value\":Infinity}}}");
        assertThat(MesosJson.parse(
                        "{\"value\":Infinity}".getBytes(StandardCharsets.UTF_8), Value.Scalar.newBuilder()))
                .isEqualTo(infinite);
    }

    @Test
    void theHandWrittenListsOfAnAnswerAppearEvenWhenTheyAreEmpty() {
        Response.GetTasks none = Response.GetTasks.getDefaultInstance();

        assertThat(print(Response.newBuilder().setType(Response.Type.GET_TASKS).setGetTasks(none).build()))
                .isEqualTo("{\"type\":\"GET_TASKS\",\"get_tasks\":"
                        + "{\"tasks\":[],\"unreachable_tasks\":[],\"completed_tasks\":[]}}");
    }
}
