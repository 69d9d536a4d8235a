package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.OperationID;
import org.apache.mesos.v1.Protos.OperationState;
import org.apache.mesos.v1.Protos.OperationStatus;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.UUID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of a scheduler has a method, which sends that call with its payload in either format. */
class SchedulerApiTest {

    private static final AgentID AGENT = AgentID.newBuilder().setValue("S1").build();
    private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("F-0001").build();
    private static final List<OfferID> OFFERS = List.of(OfferID.newBuilder().setValue("O1").build());
    private static final Filters FILTERS = Filters.newBuilder().setRefuseSeconds(3).build();
    private static final FrameworkInfo INFO = FrameworkInfo.newBuilder().setUser("nobody").setName("test").build();

    private final FakeMaster peer = new FakeMaster();

    @AfterEach
    void stop() {
        peer.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyCallOfASchedulerIsSentByItsMethod(WireFormat format) {
        LiveStream stream = peer.stream(format);
        peer.answers(request -> {
            Call call = AnyCall.of(format, request, Call.getDefaultInstance());
            int success = call.getType() == Call.Type.UPDATE_FRAMEWORK ? 200 : 202;
            return call.hasSubscribe() ? stream.response("S") : new MockResponse.Builder().code(success).build();
        });
        stream.send(Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(
                Event.Subscribed.newBuilder().setFrameworkId(FRAMEWORK)).build());
        Map<Call.Type, Consumer<SchedulerClient>> methods = methods();
        try (MesosHttp http = MesosHttp.builder().format(format).build();
                SchedulerClient client = new SchedulerClient(
                        http, LeaderSource.of(List.of(peer.address())), INFO, new HeardByScheduler())) {
            client.start();
            await().until(client::isSubscribed);
            methods.values().forEach(method -> method.accept(client));
            client.teardown();
        }
        List<Call> sent = peer.requests().stream().skip(1)
                .map(r -> AnyCall.of(format, r, Call.getDefaultInstance())).toList();
        assertThat(sent).extracting(Call::getType).startsWith(methods.keySet().toArray(Call.Type[]::new))
                .endsWith(Call.Type.TEARDOWN);
        assertThat(sent).allSatisfy(AnyCall::carriesThePayloadOfItsType)
                .allSatisfy(call -> assertThat(call.getFrameworkId()).isEqualTo(FRAMEWORK));
    }

    @Test
    void everyCallHasAMethod() {
        assertThat(EnumSet.complementOf(EnumSet.copyOf(methods().keySet())))
                .containsExactly(Call.Type.UNKNOWN, Call.Type.SUBSCRIBE, Call.Type.TEARDOWN);
    }

    @Test
    void whatAnUpdateMadeOfTheFrameworkIsSubscribedAgain() {
        LiveStream first = peer.stream(WireFormat.PROTOBUF);
        LiveStream second = peer.stream(WireFormat.PROTOBUF);
        Event subscribed = Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(
                Event.Subscribed.newBuilder().setFrameworkId(FRAMEWORK)).build();
        Queue<LiveStream> streams = new ArrayDeque<>(List.of(first.send(subscribed), second.send(subscribed)));
        peer.answers(request -> AnyCall.of(WireFormat.PROTOBUF, request, Call.getDefaultInstance()).hasSubscribe()
                ? streams.remove().response("S") : new MockResponse.Builder().code(200).build());
        try (MesosHttp http = MesosHttp.standard();
                SchedulerClient client = new SchedulerClient(
                        http, LeaderSource.of(List.of(peer.address())), INFO, new HeardByScheduler())) {
            client.start();
            await().until(client::isSubscribed);
            client.update(INFO.toBuilder().setWebuiUrl("http://new").build(), List.of("quiet"),
                    OfferConstraints.getDefaultInstance());
            first.end();
            await().until(() -> peer.requests().size() == 3);
        }
        Call again = AnyCall.of(WireFormat.PROTOBUF, peer.requests().getLast(), Call.getDefaultInstance());
        assertThat(again.getSubscribe().getFrameworkInfo())
                .isEqualTo(INFO.toBuilder().setWebuiUrl("http://new").setId(FRAMEWORK).build());
        assertThat(again.getSubscribe().getSuppressedRolesList()).containsExactly("quiet");
    }

    private static Map<Call.Type, Consumer<SchedulerClient>> methods() {
        var methods = new EnumMap<Call.Type, Consumer<SchedulerClient>>(
                Call.Type.class);
        TaskID task = TaskID.newBuilder().setValue("t").build();
        ExecutorID executor = ExecutorID.newBuilder().setValue("e").build();
        ByteString uuid = ByteString.copyFromUtf8("0123456789abcdef");
        methods.put(Call.Type.ACCEPT, c -> c.accept(OFFERS, List.of(), FILTERS));
        methods.put(Call.Type.DECLINE, c -> c.decline(OFFERS, FILTERS));
        methods.put(Call.Type.ACCEPT_INVERSE_OFFERS,
                c -> c.acceptInverseOffers(OFFERS, FILTERS));
        methods.put(Call.Type.DECLINE_INVERSE_OFFERS,
                c -> c.declineInverseOffers(OFFERS, FILTERS));
        methods.put(Call.Type.REVIVE, c -> c.revive("r"));
        methods.put(Call.Type.KILL, c -> c.kill(task, AGENT, Duration.ofSeconds(3)));
        methods.put(Call.Type.SHUTDOWN, c -> c.shutdown(executor, AGENT));
        methods.put(Call.Type.ACKNOWLEDGE, c -> c.acknowledge(TaskStatus.newBuilder()
                .setTaskId(task).setState(TaskState.TASK_RUNNING).setAgentId(AGENT).setUuid(uuid).build()));
        methods.put(Call.Type.ACKNOWLEDGE_OPERATION_STATUS,
                c -> c.acknowledge(OperationStatus.newBuilder().setState(OperationState.OPERATION_FINISHED).setAgentId(AGENT)
                        .setOperationId(OperationID.newBuilder().setValue("op"))
                        .setUuid(UUID.newBuilder().setValue(uuid)).build()));
        methods.put(Call.Type.RECONCILE, c -> c.reconcile(List.of()));
        methods.put(Call.Type.RECONCILE_OPERATIONS,
                c -> c.reconcileOperations(List.of()));
        methods.put(Call.Type.MESSAGE, c -> c.message(AGENT, executor, uuid));
        methods.put(Call.Type.REQUEST, c -> c.request(List.of()));
        methods.put(Call.Type.SUPPRESS, c -> c.suppress("r"));
        methods.put(Call.Type.UPDATE_FRAMEWORK, c -> c.update(
                INFO, List.of("r"),
                OfferConstraints.getDefaultInstance()));
        return methods;
    }
}
