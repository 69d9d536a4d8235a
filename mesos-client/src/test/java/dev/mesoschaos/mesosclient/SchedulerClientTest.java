package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulerClientTest {

    private static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder().setUser("nobody").setName("test").build();
    private static final FrameworkID ID = FrameworkID.newBuilder().setValue("F-0001").build();
    private static final MockResponse ACCEPTED = new MockResponse.Builder().code(202).build();

    private final FakeMaster master = new FakeMaster();
    private final FakeMaster other = new FakeMaster();
    private final HeardByScheduler listener = new HeardByScheduler();
    private final MesosHttp http = MesosHttp.builder().callTimeout(Duration.ofSeconds(2)).build();
    private final SchedulerClient client = new SchedulerClient(
            http, LeaderSource.of(List.of(master.address(), other.address())), FRAMEWORK, listener);

    @AfterEach
    void stop() {
        client.close();
        http.close();
        master.close();
        other.close();
    }

    @Test
    void aFrameworkHearsItsEventsInOrderAndWithItsId() {
        LiveStream stream = master.stream(WireFormat.PROTOBUF).send(subscribed(15)).send(message("1")).send(message("2"));
        subscribesTo(master, stream);
        client.start();
        hears("subscribed F-0001", "message 1", "message 2");
        assertThat(client.frameworkId()).contains(ID);
        assertThat(client.isSubscribed()).isTrue();
    }

    @Test
    void aStreamThatEndsIsAGapAndTheNextSubscriptionCarriesTheIdInBothPlaces() {
        LiveStream first = master.stream(WireFormat.PROTOBUF).send(subscribed(15));
        LiveStream second = master.stream(WireFormat.PROTOBUF).send(subscribed(15)).send(message("back"));
        subscribesTo(master, first, second);
        client.start();
        hears("subscribed F-0001");
        first.end();
        hears("subscribed F-0001", "gap", "subscribed F-0001", "message back");
        List<Call> calls = subscribes(master);
        assertThat(calls.getFirst().hasFrameworkId()).isFalse();
        assertThat(calls.getFirst().getSubscribe().getFrameworkInfo()).isEqualTo(FRAMEWORK);
        assertThat(calls.getLast().getFrameworkId()).isEqualTo(ID);
        assertThat(calls.getLast().getSubscribe().getFrameworkInfo().getId()).isEqualTo(ID);
    }

    @Test
    void aStreamThatBreaksOffIsAGapToo() {
        ByteString event = subscribed(15).toByteString();
        okio.Buffer half = new okio.Buffer().writeUtf8("HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nff\r\n" + event.size() + "\n").write(event.toByteArray());
        subscribesTo(master, master.stream(WireFormat.PROTOBUF).send(subscribed(15)));
        try (RawMaster breaking = new RawMaster(half.readByteString(), 1, true);
                SchedulerClient unlucky = new SchedulerClient(http,
                        LeaderSource.of(List.of(breaking.address(), master.address())), FRAMEWORK, listener)) {
            unlucky.start();
            hears("subscribed F-0001", "gap", "subscribed F-0001");
        }
    }

    @Test
    void silenceThatIsLongerThanACallMayTakeButShorterThanFiveHeartbeatsIsNoGap() {
        LiveStream stream = master.stream(WireFormat.PROTOBUF).send(subscribed(15));
        subscribesTo(master, stream);
        try (MesosHttp impatient = MesosHttp.builder().callTimeout(Duration.ofMillis(300)).build();
                SchedulerClient patient = new SchedulerClient(
                        impatient, LeaderSource.of(List.of(master.address())), FRAMEWORK, listener)) {
            patient.start();
            hears("subscribed F-0001");
            await().during(Duration.ofMillis(700)).until(patient::isSubscribed);
            stream.send(message("1"));
            hears("subscribed F-0001", "message 1");
        }
    }

    @Test
    void fiveMissedHeartbeatsAreAGap() {
        LiveStream silent = master.stream(WireFormat.PROTOBUF).send(subscribed(0.05)).send(message("1"));
        subscribesTo(master, silent, master.stream(WireFormat.PROTOBUF).send(subscribed(15)));
        client.start();
        hears("subscribed F-0001", "message 1", "gap", "subscribed F-0001");
    }

    @Test
    void brokenFramingIsAGap() {
        LiveStream garbled = master.stream(WireFormat.PROTOBUF).send(subscribed(15)).sendRaw("<html>no stream</html>");
        subscribesTo(master, garbled, master.stream(WireFormat.PROTOBUF).send(subscribed(15)));
        client.start();
        hears("subscribed F-0001", "gap", "subscribed F-0001");
    }

    @Test
    void anErrorEventIsFinal() {
        LiveStream stream = master.stream(WireFormat.PROTOBUF).send(subscribed(15)).send(error("Framework failed over"));
        subscribesTo(master, stream, master.stream(WireFormat.PROTOBUF).send(subscribed(15)));
        client.start();
        hears("subscribed F-0001", "failed Framework failed over");
        assertThat(subscribes(master)).hasSize(1);
        assertThatExceptionOfType(MesosException.NotSubscribed.class).isThrownBy(client::revive);
    }

    @Test
    void aRemovedFrameworkIsToldSoInsteadOfSubscribed() {
        LiveStream stream = master.stream(WireFormat.PROTOBUF).send(error("Framework has been removed"));
        stream.end();
        subscribesTo(master, stream);
        client.start();
        hears("failed Framework has been removed");
    }

    @Test
    void theNextLeaderIsFoundAfterRecoveryAndRedirectsToTheDeadOne() {
        FakeMaster dead = new FakeMaster();
        dead.close();
        LiveStream stream = other.stream(WireFormat.PROTOBUF).send(subscribed(15));
        Queue<MockResponse> answers = new ArrayDeque<>(List.of(
                FakeMaster.redirect(dead.address(), "/master/api/v1/scheduler"),
                FakeMaster.text(503, "Master has not finished recovery"),
                FakeMaster.text(404, "404 Not Found."),
                FakeMaster.text(403, "403 Forbidden."),
                FakeMaster.text(400, "Framework cannot be found"),
                FakeMaster.redirect(other.address(), "/master/api/v1/scheduler")));
        master.answers(request -> answers.remove());
        other.answers(request -> request.getTarget().startsWith("/master/")
                ? stream.response("S1") : FakeMaster.text(503, "No leader elected"));
        client.start();
        hears("subscribed F-0001");
    }

    @Test
    void wrongCredentialsAreFinal() {
        master.answers(FakeMaster.text(401, "401 Unauthorized."));
        client.start();
        await().until(() -> !listener.heard().isEmpty());
        assertThat(listener.heard()).singleElement().asString().startsWith("failed ").contains("401");
    }

    @Test
    void aCallBeforeTheSubscriptionFailsAtOnceAndIsWorthARetry() {
        assertThatExceptionOfType(MesosException.NotSubscribed.class).isThrownBy(client::revive)
                .satisfies(e -> assertThat(e.retryable()).isTrue());
        assertThat(master.requests()).isEmpty();
    }

    @Test
    void callsCarryTheIdOfTheirFrameworkAndOfTheLiveStream() {
        LiveStream first = master.stream(WireFormat.PROTOBUF).send(subscribed(15));
        subscribesTo(master, first, master.stream(WireFormat.PROTOBUF).send(subscribed(15)));
        client.start();
        hears("subscribed F-0001");
        client.kill(TaskID.newBuilder().setValue("t").build());
        first.end();
        hears("subscribed F-0001", "gap", "subscribed F-0001");
        client.kill(TaskID.newBuilder().setValue("t").build());
        List<RecordedRequest> kills = master.requests().stream().filter(r -> call(r).getType() == Call.Type.KILL).toList();
        assertThat(kills).extracting(r -> r.getHeaders().get("Mesos-Stream-Id")).containsExactly("stream-0", "stream-1");
        assertThat(kills).extracting(r -> call(r).getFrameworkId()).containsOnly(ID);
        assertThat(master.requests()).filteredOn(r -> call(r).getType() == Call.Type.SUBSCRIBE)
                .extracting(r -> r.getHeaders().get("Mesos-Stream-Id")).containsOnlyNulls();
    }

    @Test
    void aMasterThatForgotTheFrameworkIsSubscribedToAgain() {
        LiveStream halfOpen = master.stream(WireFormat.PROTOBUF).send(subscribed(15));
        Queue<LiveStream> streams = new ArrayDeque<>(
                List.of(halfOpen, master.stream(WireFormat.PROTOBUF).send(subscribed(15))));
        master.answers(request -> call(request).getType() == Call.Type.SUBSCRIBE
                ? streams.remove().response("S") : FakeMaster.text(400, "Framework cannot be found"));
        client.start();
        hears("subscribed F-0001");
        assertThatExceptionOfType(MesosException.NotSubscribed.class).isThrownBy(client::suppress)
                .withMessageContaining("Framework cannot be found");
        hears("subscribed F-0001", "gap", "subscribed F-0001");
    }

    @Test
    void aCallWithTheIdOfAnOldStreamDoesNotCostTheNewOne() {
        subscribesTo(master, master.stream(WireFormat.PROTOBUF).send(subscribed(15)));
        client.start();
        hears("subscribed F-0001");
        master.answers(FakeMaster.text(400, "The stream ID 'a' included in this request didn't match the stream ID currently"
                + " associated with framework ID F-0001"));
        assertThatExceptionOfType(MesosException.NotSubscribed.class).isThrownBy(client::revive);
        assertThat(client.isSubscribed()).isTrue();
    }

    @Test
    void aListenerThatIsSlowGetsEveryEventInOrder() {
        LiveStream stream = master.stream(WireFormat.PROTOBUF).send(subscribed(15));
        IntStream.range(0, 5000).forEach(i -> stream.send(message(Integer.toString(i))));
        subscribesTo(master, stream);
        listener.reacting(event -> client.revive());
        client.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> listener.events().size() == 5000);
        assertThat(listener.events()).extracting(event -> event.getMessage().getData().toStringUtf8())
                .isEqualTo(IntStream.range(0, 5000).mapToObj(Integer::toString).toList());
    }

    @Test
    void aListenerThatThrowsHearsTheNextEvent() {
        LiveStream stream = master.stream(WireFormat.PROTOBUF).send(subscribed(15)).send(message("1")).send(message("2"));
        subscribesTo(master, stream);
        listener.reacting(event -> {
            throw new IllegalStateException("as the test asked for");
        });
        client.start();
        hears("subscribed F-0001", "message 1", "message 2");
    }

    @Test
    void teardownEndsTheClientWithoutAGap() {
        LiveStream stream = master.stream(WireFormat.PROTOBUF).send(subscribed(15));
        master.answers(request -> {
            if (call(request).getType() == Call.Type.SUBSCRIBE) {
                return stream.response("S");
            }
            stream.end();
            return ACCEPTED;
        });
        client.start();
        hears("subscribed F-0001");
        client.teardown();
        client.close();
        hears("subscribed F-0001");
        assertThat(subscribes(master)).hasSize(1);
    }

    @Test
    void closingEndsTheThreadWhetherTheStreamIsOpenOrStillOpening() {
        subscribesTo(master, master.stream(WireFormat.PROTOBUF).send(subscribed(15)));
        client.start();
        hears("subscribed F-0001");
        client.close();
        assertThat(threads()).isEmpty();
        try (SchedulerClient opening = new SchedulerClient(
                http, LeaderSource.of(List.of(new MasterAddress("127.0.0.1", 1))), FRAMEWORK, listener)) {
            opening.start();
        }
        assertThat(threads()).isEmpty();
        hears("subscribed F-0001");
    }

    @Test
    void anUpdateOfTheMasterItselfIsNotAcknowledged() {
        subscribesTo(master, master.stream(WireFormat.PROTOBUF).send(subscribed(15)));
        client.start();
        hears("subscribed F-0001");
        TaskStatus.Builder status = TaskStatus.newBuilder().setState(TaskState.TASK_RUNNING)
                .setTaskId(TaskID.newBuilder().setValue("t")).setAgentId(AgentID.newBuilder().setValue("S1"));
        client.acknowledge(status.build());
        assertThat(master.requests()).hasSize(1);
        client.acknowledge(status.setUuid(ByteString.copyFromUtf8("0123456789abcdef")).build());
        assertThat(call(master.requests().getLast()).getAcknowledge().getUuid().toStringUtf8())
                .isEqualTo("0123456789abcdef");
    }

    @Test
    void theCallThatCrashesMastersIsNeverSent() {
        assertThatIllegalArgumentException().isThrownBy(() -> client.call(Call.newBuilder().setType(Call.Type.UNKNOWN)));
        assertThatIllegalArgumentException().isThrownBy(() -> client.call(Call.newBuilder()));
    }

    private void hears(String... expected) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(listener.heard()).containsExactly(expected));
    }

    /** Each subscription gets the next stream, named stream-0, stream-1, ...; every other call is accepted. */
    private static void subscribesTo(FakeMaster master, LiveStream... streams) {
        Queue<LiveStream> left = new ArrayDeque<>(List.of(streams));
        master.answers(request -> call(request).getType() == Call.Type.SUBSCRIBE
                ? left.remove().response("stream-" + (streams.length - left.size() - 1)) : ACCEPTED);
    }

    private static List<Call> subscribes(FakeMaster master) {
        return master.requests().stream().map(SchedulerClientTest::call)
                .filter(call -> call.getType() == Call.Type.SUBSCRIBE).toList();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("mesos-scheduler-test")).toList();
    }

    private static Call call(RecordedRequest request) {
        try {
            return Call.parseFrom(request.getBody().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("no scheduler call: " + request, e);
        }
    }

    private static Event subscribed(double heartbeatSeconds) {
        return Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(Event.Subscribed.newBuilder()
                .setFrameworkId(ID).setHeartbeatIntervalSeconds(heartbeatSeconds)).build();
    }

    private static Event message(String text) {
        return Event.newBuilder().setType(Event.Type.MESSAGE).setMessage(Event.Message.newBuilder()
                .setAgentId(AgentID.newBuilder().setValue("S1")).setExecutorId(ExecutorID.newBuilder().setValue("e"))
                .setData(ByteString.copyFromUtf8(text))).build();
    }

    private static Event error(String text) {
        return Event.newBuilder().setType(Event.Type.ERROR).setError(Event.Error.newBuilder().setMessage(text)).build();
    }
}
