package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.ByteString;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against the bytes that a real Mesos 1.11.0 cluster sent. */
class RecordedTrafficTest {

    private static final FrameworkInfo FRAMEWORK = FrameworkInfo.newBuilder().setUser("nobody").setName("test").build();

    private final long seed = SystemTime.newSeed();
    private final HeardByScheduler scheduler = new HeardByScheduler();

    @ParameterizedTest
    @ValueSource(strings = {"streams/scheduler_subscribe", "failover/fw_second", "failover/fw_third",
        "failover/fw_after_leader_change", "failover/fw_unknown_id", "ops/sched"})
    void aRecordedFrameworkHearsWhatWasRecordedAndTheEndAsAGap(String name) {
        replayToScheduler(Recordings.bytes(name + ".raw"), WireFormat.JSON, true, "gap");
        assertThat(scheduler.events()).as("seed %d", seed).isEqualTo(recordedFor(name));
        assertThat(scheduler.heard().getFirst()).startsWith("subscribed ");
    }

    @ParameterizedTest
    @CsvSource({"failover/fw_first, Framework failed over", "failover/fw_removed_id, Framework has been removed"})
    void aRecordedErrorEndsTheClientThoughTheConnectionStaysOpen(String name, String error) {
        replayToScheduler(Recordings.bytes(name + ".raw"), WireFormat.JSON, false, "failed " + error);
        assertThat(scheduler.events()).as("seed %d", seed).isEqualTo(recordedFor(name));
    }

    @Test
    void theLastChunkEndsAStreamThoughTheConnectionStaysOpen() {
        replayToScheduler(Recordings.bytes("failover/fw_unknown_id.raw"), WireFormat.JSON, false, "gap");
    }

    @Test
    void aFrameworkReadsProtobufAsRecorded() {
        replayToScheduler(withHead("ops/sched_subscribe_protobuf.raw"), WireFormat.PROTOBUF, true, "gap");
        assertThat(scheduler.heard()).as("seed %d", seed)
                .containsExactly("subscribed 77739d98-a532-4480-bfae-7d50d9faec70-0001", "HEARTBEAT", "OFFERS", "gap");
        assertThat(scheduler.events().getLast().getOffers().getOffersList()).isNotEmpty()
                .allSatisfy(offer -> assertThat(offer.getHostname()).isEqualTo("127.0.0.1"));
    }

    /** The bytes of one recording go on for an event more than what was decoded of them. */
    @ParameterizedTest
    @CsvSource({"streams/operator_subscribe, 0", "failover/operator_old_leader, 0", "failover/operator_new_leader, 0",
        "ops/operator_stream, 1"})
    void aRecordedOperatorHearsWhatWasRecorded(String name, int more) {
        List<org.apache.mesos.v1.master.Protos.Event> recorded = Recordings.events(
                name + ".json", org.apache.mesos.v1.master.Protos.Event.getDefaultInstance());
        HeardByOperator operator = replayToOperator(Recordings.bytes(name + ".raw"), WireFormat.JSON);
        assertThat(operator.snapshots).containsExactly(recorded.getFirst().getSubscribed().getGetState());
        assertThat(operator.events).as("seed %d", seed).hasSize(recorded.size() - 1 + more)
                .startsWith(recorded.subList(1, recorded.size()).toArray(org.apache.mesos.v1.master.Protos.Event[]::new));
    }

    @Test
    void anOperatorReadsProtobufAsRecorded() {
        HeardByOperator operator = replayToOperator(withHead("ops/operator_subscribe_protobuf.raw"), WireFormat.PROTOBUF);
        assertThat(operator.snapshots).singleElement()
                .satisfies(state -> assertThat(state.getGetAgents().getAgentsList()).isNotEmpty());
        assertThat(operator.events).extracting(org.apache.mesos.v1.master.Protos.Event::getType)
                .containsOnly(org.apache.mesos.v1.master.Protos.Event.Type.HEARTBEAT);
    }

    static Stream<String> masterAnswers() {
        return Recordings.answers("operator_busy/master").stream();
    }

    static Stream<String> agentAnswers() {
        return Recordings.answers("operator_busy/agent").stream();
    }

    @ParameterizedTest
    @MethodSource("masterAnswers")
    void everyRecordedAnswerOfAMasterIsRead(String file) {
        Response answer = Recordings.message(Recordings.json(file), Response.getDefaultInstance());
        assertThat(answer.getType().name()).isEqualTo(Recordings.json(file).get("type").asText());
        assertThat(rewritten(answer)).isEqualTo(answer);
    }

    @ParameterizedTest
    @MethodSource("agentAnswers")
    void everyRecordedAnswerOfAnAgentIsRead(String file) {
        var answer = Recordings.message(
                Recordings.json(file), org.apache.mesos.v1.agent.Protos.Response.getDefaultInstance());
        assertThat(answer.getType().name()).isEqualTo(Recordings.json(file).get("type").asText());
        assertThat(rewritten(answer)).isEqualTo(answer);
    }

    @Test
    void everyRecordedRedirectLeadsToThePathThatItNames() {
        List<String> followed = new ArrayList<>();
        try (FakeMaster follower = new FakeMaster(); FakeMaster leader = new FakeMaster();
                MesosHttp http = MesosHttp.standard()) {
            leader.answers(new MockResponse.Builder().code(202).build());
            for (JsonNode recorded : Recordings.json("redirect/nonleader.json")) {
                String location = location(recorded);
                String path = location.replaceFirst("^//[^/]*", "");
                if (recorded.get("status").asText().contains(" 307 ") && !path.isEmpty()) {
                    follower.answers(FakeMaster.redirect(leader.address(), path));
                    http.post(follower.address(), recorded.at("/request/path").asText(),
                            org.apache.mesos.v1.master.Protos.Call.getDefaultInstance(), Optional.empty(),
                            Response.getDefaultInstance());
                    followed.add(path);
                }
            }
            assertThat(followed).contains("/master/api/v1", "/master/api/v1/scheduler", "/master/api/v1?x=1");
            assertThat(leader.requests()).extracting(request -> request.getTarget()).isEqualTo(followed);
        }
    }

    /** The protobuf streams were kept without the head of the answer. */
    private static ByteString withHead(String file) {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-protobuf\r\n\r\n";
        return new Buffer().writeUtf8(head).write(Recordings.bytes(file)).readByteString();
    }

    private static String location(JsonNode recorded) {
        for (JsonNode header : recorded.get("headers")) {
            if (header.asText().startsWith("Location: ")) {
                return header.asText().substring("Location: ".length());
            }
        }
        return "";
    }

    private static List<Event> recordedFor(String name) {
        return Recordings.events(name + ".events.json", Event.getDefaultInstance()).stream()
                .filter(event -> event.getType() != Event.Type.SUBSCRIBED && event.getType() != Event.Type.ERROR)
                .toList();
    }

    private static Message rewritten(Message message) {
        byte[] json = WireFormat.JSON.write(message);
        return WireFormat.JSON.read(message.getDefaultInstanceForType(), json, 0, json.length);
    }

    private void replayToScheduler(ByteString bytes, WireFormat format, boolean closes, String untilHeard) {
        try (RawMaster master = new RawMaster(bytes, seed, closes);
                MesosHttp http = MesosHttp.builder().format(format).build();
                SchedulerClient client = new SchedulerClient(
                        http, LeaderSource.of(List.of(master.address())), FRAMEWORK, scheduler)) {
            client.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> scheduler.heard().contains(untilHeard));
        }
    }

    private HeardByOperator replayToOperator(ByteString bytes, WireFormat format) {
        HeardByOperator operator = new HeardByOperator();
        try (RawMaster master = new RawMaster(bytes, seed, true);
                MesosHttp http = MesosHttp.builder().format(format).build()) {
            Subscription subscription = new OperatorClient(http, LeaderSource.of(List.of(master.address())))
                    .subscribe(operator);
            await().atMost(Duration.ofSeconds(10)).until(() -> !operator.gaps.isEmpty());
            subscription.close();
        }
        return operator;
    }

    private static final class HeardByOperator implements OperatorListener {

        private final List<Response.GetState> snapshots = new CopyOnWriteArrayList<>();
        private final List<org.apache.mesos.v1.master.Protos.Event> events = new CopyOnWriteArrayList<>();
        private final List<Throwable> gaps = new CopyOnWriteArrayList<>();

        @Override
        public void subscribed(Response.GetState snapshot) {
            snapshots.add(snapshot);
        }

        @Override
        public void event(org.apache.mesos.v1.master.Protos.Event event) {
            events.add(event);
        }

        @Override
        public void gap(Throwable why) {
            gaps.add(why);
        }
    }
}
