package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The traps of mesos-facts section 0, one by one: the client does what real Mesos wants, or bears what it sends. */
class JavaClientTrapsTest {

    private static final AgentID AGENT = AgentID.newBuilder().setValue("S1").build();

    private final FakeMaster master = new FakeMaster();
    private final FakeMaster other = new FakeMaster();

    @AfterEach
    void stop() {
        master.close();
        other.close();
    }

    @Test
    void j1NoClassOfTheClientKnowsTheDriversThatNeedANativeLibrary() throws Exception {
        Path classes = Path.of(MesosHttp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> code = files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(code).isNotEmpty();
            for (Path file : code) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).as("%s", file)
                        .doesNotContain("org/apache/mesos/MesosSchedulerDriver", "org/apache/mesos/MesosExecutorDriver",
                                "org/apache/mesos/MesosNativeLibrary", "org/apache/mesos/v1/scheduler/V");
            }
        }
    }

    @Test
    void j2TheProtobufRuntimeIsOfTheSeriesWithWhichTheMessageClassesWork() {
        Event event = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
        assertThat(WireFormat.PROTOBUF.read(event, event.toByteArray(), 0, event.getSerializedSize())).isEqualTo(event);
        assertThatExceptionOfType(ClassNotFoundException.class).as("a class that protobuf has from 4 on")
                .isThrownBy(() -> Class.forName("com.google.protobuf.RuntimeVersion"));
    }

    @ParameterizedTest
    @EnumSource
    void j3TheContentTypeHasNoCharset(WireFormat format) {
        master.answers(FakeMaster.text(200, ""));
        try (MesosHttp http = MesosHttp.builder().format(format).build()) {
            client(http).teardown(FrameworkID.newBuilder().setValue("F").build());
        }
        assertThat(header("Content-Type")).isIn("application/json", "application/x-protobuf").isEqualTo(format.mediaType());
    }

    @Test
    void j4ARedirectWithoutSchemeIsFollowedWithMethodBodyAndAuthorization() {
        master.answers(FakeMaster.redirect(other.address(), "/master/api/v1"));
        other.answers(FakeMaster.text(200, ""));
        try (MesosHttp http = MesosHttp.builder().credentials(new Credentials("p", "s")).build()) {
            client(http).agentControl().markGone(AGENT);
        }
        RecordedRequest arrived = other.requests().getFirst();
        assertThat(arrived.getMethod()).isEqualTo("POST");
        assertThat(arrived.getHeaders().get("Authorization")).isEqualTo("Basic cDpz");
        assertThat(arrived.getBody()).isEqualTo(master.requests().getFirst().getBody());
    }

    @Test
    void j5FieldsAreWrittenUnderTheirNamesInTheProtoFile() {
        assertThat(written(markGone())).contains("\"mark_agent_gone\":{\"agent_id\":").doesNotContain("markAgentGone");
    }

    @Test
    void j6NumbersOfMesosAreReadAsNumbersAndTheBareTokenInfinityToo() {
        TaskInfo task = read(TaskInfo.getDefaultInstance(), """
                {"name":"n","task_id":{"value":"t"},"agent_id":{"value":"S1"},
                 "kill_policy":{"grace_period":{"nanoseconds":3000000000}},"limits":{"mem":{"value":Infinity}}}""");
        assertThat(task.getKillPolicy().getGracePeriod().getNanoseconds()).isEqualTo(3_000_000_000L);
        assertThat(task.getLimitsMap().get("mem").getValue()).isInfinite();
    }

    @Test
    void j6WhatIsWrittenAsTextIsWhatMesosReadsFromText() {
        TaskInfo task = read(TaskInfo.getDefaultInstance(), """
                {"name":"n","task_id":{"value":"t"},"agent_id":{"value":"S1"},"limits":{"mem":{"value":Infinity}},
                 "kill_policy":{"grace_period":{"nanoseconds":3000000000}}}""");
        assertThat(written(task)).contains("\"nanoseconds\":\"3000000000\"").contains("\"value\":\"Infinity\"");
        assertThat(read(task, written(task))).isEqualTo(task);
    }

    @Test
    void j7TheGracePeriodOfADrainIsWrittenInSecondsAndNanosInJson() throws Exception {
        master.answers(FakeMaster.text(200, ""));
        try (MesosHttp http = MesosHttp.builder().format(WireFormat.JSON).build()) {
            client(http).agentControl().drain(AGENT, Optional.of(Duration.ofMillis(600_250)), false);
        }
        var drain = new JsonMapper().readTree(master.requests().getFirst().getBody().utf8()).path("drain_agent");
        assertThat(drain.path("max_grace_period").toString()).isEqualTo("{\"seconds\":600,\"nanos\":250000000}");
    }

    @Test
    void j7AGracePeriodThatMesosWroteIsRead() {
        Call drain = read(Call.getDefaultInstance(), """
                {"type":"DRAIN_AGENT","drain_agent":{"agent_id":{"value":"S1"},"max_grace_period":{"seconds":600}}}""");
        assertThat(drain.getDrainAgent().getMaxGracePeriod().getSeconds()).isEqualTo(600);
    }

    @Test
    void j8AnUnknownNameOfAnEnumLeavesTheFieldUnset() {
        MasterInfo info = read(MasterInfo.getDefaultInstance(),
                "{\"id\":\"m\",\"ip\":1,\"port\":1,\"capabilities\":[{\"type\":\"QUOTA_V9\"}]}");
        assertThat(info.getCapabilitiesList()).singleElement().matches(capability -> !capability.hasType());
        assertThat(read(Event.getDefaultInstance(), "{\"type\":\"OF_TOMORROW\"}").hasType()).isFalse();
    }

    @Test
    void j9AStreamMayBeSilentForLongerThanACallAndIsGivenFiveHeartbeats() {
        LiveStream stream = master.stream(WireFormat.PROTOBUF).send(Event.newBuilder().setType(Event.Type.SUBSCRIBED)
                .setSubscribed(Event.Subscribed.newBuilder().setHeartbeatIntervalSeconds(15)).build());
        master.answers(request -> stream.response("S"));
        Heard heard = new Heard();
        try (MesosHttp http = MesosHttp.builder().callTimeout(Duration.ofMillis(200)).build();
                Subscription subscription = client(http).subscribe(heard)) {
            await().until(() -> heard.subscribed);
            await().during(Duration.ofMillis(600)).until(() -> heard.gap == null);
            assertThat(subscription).isNotNull();
        }
    }

    @Test
    void j10ACredentialWithAColonIsRefusedBeforeMesosDoes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("a:b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("a", "b:c"));
        assertThat(new Credentials("prïncipal", "sécret").header()).startsWith("Basic ");
    }

    @ParameterizedTest
    @EnumSource
    void j11ExactlyOneFormatIsAccepted(WireFormat format) {
        master.answers(FakeMaster.text(200, ""));
        try (MesosHttp http = MesosHttp.builder().format(format).build()) {
            client(http).resources().updateWeights(List.of(WeightInfo.newBuilder().setRole("r").setWeight(2).build()));
        }
        assertThat(master.requests().getFirst().getHeaders().values("Accept")).containsExactly(format.mediaType());
    }

    @Test
    void j12LargeAnswersMayComeZipped() throws Exception {
        Response state = Response.newBuilder().setType(Response.Type.GET_STATE).setGetState(GetState.getDefaultInstance())
                .setReadFile(Response.ReadFile.newBuilder().setSize(5000).setData(ByteString.copyFrom(new byte[5000]))).build();
        Buffer zipped = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(zipped))) {
            sink.write(state.toByteArray());
        }
        master.answers(new MockResponse.Builder().setHeader("Content-Type", "application/x-protobuf")
                .setHeader("Content-Encoding", "gzip").bodyDelay(10, TimeUnit.MILLISECONDS).body(zipped).build());
        assertThat(client(MesosHttp.standard()).call(Call.newBuilder().setType(Call.Type.GET_STATE).build()))
                .isEqualTo(state);
        assertThat(header("Accept-Encoding")).contains("gzip");
    }

    private OperatorClient client(MesosHttp http) {
        return new OperatorClient(http, LeaderSource.of(List.of(master.address())));
    }

    private String header(String name) {
        return master.requests().getFirst().getHeaders().get(name);
    }

    private static Call markGone() {
        return Call.newBuilder().setType(Call.Type.MARK_AGENT_GONE)
                .setMarkAgentGone(Call.MarkAgentGone.newBuilder().setAgentId(AGENT)).build();
    }

    private static String written(Message message) {
        return new String(WireFormat.JSON.write(message), StandardCharsets.UTF_8);
    }

    private static <M extends Message> M read(M prototype, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return WireFormat.JSON.read(prototype, bytes, 0, bytes.length);
    }

    private static final class Heard implements OperatorListener {

        private volatile boolean subscribed;
        private volatile Throwable gap;

        @Override
        public void subscribed(GetState snapshot) {
            subscribed = true;
        }

        @Override
        public void event(Event event) {}

        @Override
        public void gap(Throwable why) {
            gap = why;
        }
    }
}
