package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mockwebserver3.RecordedRequest;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MachineID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.maintenance.Protos.Schedule;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of a master has a method, which sends that call with its payload in either format. */
class MasterApiTest {

    private static final AgentID AGENT = AgentID.newBuilder().setValue("S1").build();
    private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("F-0001").build();
    private static final Resource VOLUME = Resource.newBuilder().setName("disk").setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(64)).build();
    private static final MachineID MACHINE = MachineID.newBuilder().setHostname("h").setIp("10.0.0.1").build();

    private final FakeMaster peer = new FakeMaster();

    @AfterEach
    void stop() {
        peer.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyCallOfAMasterIsSentByItsMethod(WireFormat format) {
        Map<Call.Type, Consumer<OperatorClient>> methods = methods();
        peer.answers(request -> AnyCall.answer(
                format, AnyCall.of(format, request, Call.getDefaultInstance()), Response.getDefaultInstance()));
        try (MesosHttp http = MesosHttp.builder().format(format).build()) {
            OperatorClient client = new OperatorClient(http, LeaderSource.of(List.of(peer.address())));
            methods.values().forEach(method -> method.accept(client));
        }
        List<Call> sent = peer.requests().stream().map(r -> AnyCall.of(format, r, Call.getDefaultInstance())).toList();
        assertThat(sent).extracting(Call::getType).containsExactlyElementsOf(methods.keySet());
        assertThat(sent).allSatisfy(AnyCall::carriesThePayloadOfItsType);
        assertThat(peer.requests()).extracting(RecordedRequest::getTarget).containsOnly("/api/v1");
    }

    /** The deprecated ones are older forms of UPDATE_QUOTA. */
    @Test
    void onlyDeprecatedCallsHaveNoMethod() {
        Set<Call.Type> without = EnumSet.complementOf(EnumSet.copyOf(methods().keySet()));
        without.removeIf(type -> type.getValueDescriptor().getOptions().getDeprecated());
        assertThat(without).containsExactly(Call.Type.UNKNOWN, Call.Type.SUBSCRIBE);
    }

    @Test
    void aSubscriptionIsNotAskedForAsIfItHadOneAnswer() {
        Call subscribe = Call.newBuilder().setType(Call.Type.SUBSCRIBE).build();
        try (MesosHttp http = MesosHttp.standard()) {
            OperatorClient client = new OperatorClient(http, LeaderSource.of(List.of(peer.address())));
            assertThatIllegalArgumentException().isThrownBy(() -> client.call(subscribe));
            assertThatIllegalArgumentException().isThrownBy(() -> client.call(peer.address(), subscribe));
        }
        assertThat(peer.requests()).isEmpty();
    }

    private static Map<Call.Type, Consumer<OperatorClient>> methods() {
        Map<Call.Type, Consumer<OperatorClient>> methods = new EnumMap<>(Call.Type.class);
        methods.put(Call.Type.GET_HEALTH, c -> c.leader().health());
        methods.put(Call.Type.GET_FLAGS, c -> c.leader().flags());
        methods.put(Call.Type.GET_VERSION, c -> c.leader().version());
        methods.put(Call.Type.GET_METRICS, c -> c.leader().metrics(Duration.ofSeconds(1)));
        methods.put(Call.Type.GET_LOGGING_LEVEL, c -> c.leader().loggingLevel());
        methods.put(Call.Type.SET_LOGGING_LEVEL, c -> c.leader().setLoggingLevel(1, Duration.ofMinutes(1)));
        methods.put(Call.Type.LIST_FILES, c -> c.leader().listFiles("/"));
        methods.put(Call.Type.READ_FILE, c -> c.leader().readFile("/master/log", 0, 10));
        methods.put(Call.Type.GET_STATE, OperatorClient::state);
        methods.put(Call.Type.GET_AGENTS, OperatorClient::agents);
        methods.put(Call.Type.GET_FRAMEWORKS, OperatorClient::frameworks);
        methods.put(Call.Type.GET_EXECUTORS, OperatorClient::executors);
        methods.put(Call.Type.GET_OPERATIONS, OperatorClient::operations);
        methods.put(Call.Type.GET_TASKS, OperatorClient::tasks);
        methods.put(Call.Type.GET_ROLES, OperatorClient::roles);
        methods.put(Call.Type.GET_WEIGHTS, c -> c.resources().weights());
        methods.put(Call.Type.UPDATE_WEIGHTS, c -> c.resources().updateWeights(
                List.of(WeightInfo.newBuilder().setRole("r").setWeight(2).build())));
        methods.put(Call.Type.GET_MASTER, OperatorClient::master);
        methods.put(Call.Type.RESERVE_RESOURCES, c -> c.resources().reserve(AGENT, List.of(VOLUME)));
        methods.put(Call.Type.UNRESERVE_RESOURCES, c -> c.resources().unreserve(AGENT, List.of(VOLUME)));
        methods.put(Call.Type.CREATE_VOLUMES, c -> c.resources().createVolumes(AGENT, List.of(VOLUME)));
        methods.put(Call.Type.DESTROY_VOLUMES, c -> c.resources().destroyVolumes(AGENT, List.of(VOLUME)));
        methods.put(Call.Type.GROW_VOLUME, c -> c.resources().growVolume(AGENT, VOLUME, VOLUME));
        methods.put(Call.Type.SHRINK_VOLUME, c -> c.resources().shrinkVolume(AGENT, VOLUME, 1));
        methods.put(Call.Type.GET_MAINTENANCE_STATUS, c -> c.maintenance().status());
        methods.put(Call.Type.GET_MAINTENANCE_SCHEDULE, c -> c.maintenance().schedule());
        methods.put(Call.Type.UPDATE_MAINTENANCE_SCHEDULE, c -> c.maintenance().update(Schedule.getDefaultInstance()));
        methods.put(Call.Type.START_MAINTENANCE, c -> c.maintenance().start(List.of(MACHINE)));
        methods.put(Call.Type.STOP_MAINTENANCE, c -> c.maintenance().stop(List.of(MACHINE)));
        methods.put(Call.Type.DRAIN_AGENT, c -> c.agentControl().drain(AGENT, Optional.of(Duration.ofSeconds(5)), true));
        methods.put(Call.Type.DEACTIVATE_AGENT, c -> c.agentControl().deactivate(AGENT));
        methods.put(Call.Type.REACTIVATE_AGENT, c -> c.agentControl().reactivate(AGENT));
        methods.put(Call.Type.GET_QUOTA, c -> c.resources().quota());
        methods.put(Call.Type.UPDATE_QUOTA, c -> c.resources().updateQuota(List.of(), true));
        methods.put(Call.Type.TEARDOWN, c -> c.teardown(FRAMEWORK));
        methods.put(Call.Type.MARK_AGENT_GONE, c -> c.agentControl().markGone(AGENT));
        return methods;
    }
}
