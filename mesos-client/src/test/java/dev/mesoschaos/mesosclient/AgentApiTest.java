package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The calls of an agent have methods, which send them with their payload in either format. */
class AgentApiTest {


    private final FakeMaster peer = new FakeMaster();

    @AfterEach
    void stop() {
        peer.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyCallOfAnAgentThatMattersIsSentByItsMethod(WireFormat format) {
        Map<Call.Type, Consumer<AgentClient>> methods = methods();
        peer.answers(request -> AnyCall.answer(
                format, AnyCall.of(format, request, Call.getDefaultInstance()), Response.getDefaultInstance()));
        try (MesosHttp http = MesosHttp.builder().format(format).build()) {
            AgentClient client = new AgentClient(http, peer.address());
            methods.values().forEach(method -> method.accept(client));
        }
        List<Call> sent = peer.requests().stream().map(r -> AnyCall.of(format, r, Call.getDefaultInstance())).toList();
        assertThat(sent).extracting(Call::getType).containsExactlyElementsOf(methods.keySet());
        assertThat(sent).allSatisfy(AnyCall::carriesThePayloadOfItsType);
    }

    @Test
    void callsThatStreamAreRefusedBeforeTheyAreSent() {
        try (MesosHttp http = MesosHttp.standard()) {
            AgentClient client = new AgentClient(http, peer.address());
            assertThatIllegalArgumentException().isThrownBy(
                    () -> client.call(Call.newBuilder().setType(Call.Type.ATTACH_CONTAINER_OUTPUT).build()));
        }
        assertThat(peer.requests()).isEmpty();
    }

    @Test
    void anAgentThatRecoversIsWorthARetryAndARedirectIsNotFollowed() {
        try (MesosHttp http = MesosHttp.standard()) {
            AgentClient client = new AgentClient(http, peer.address());
            peer.answers(FakeMaster.text(503, "Agent has not finished recovery"));
            assertThatExceptionOfType(MesosException.Unavailable.class).isThrownBy(client::agent)
                    .withMessageContaining(peer.address().toString()).withMessageContaining("recovery");
            peer.answers(FakeMaster.redirect(new MasterAddress("127.0.0.1", 1), "/api/v1"));
            assertThatExceptionOfType(MesosException.Unavailable.class).isThrownBy(client::agent);
            peer.answers(FakeMaster.text(404, ""));
            assertThatExceptionOfType(MesosException.Refused.class).isThrownBy(() -> client.readFile("/no", 0, 1))
                    .satisfies(e -> assertThat(e.status()).isEqualTo(404));
        }
    }

    private static Map<Call.Type, Consumer<AgentClient>> methods() {
        var methods = new EnumMap<Call.Type, Consumer<AgentClient>>(
                Call.Type.class);
        methods.put(Call.Type.GET_HEALTH, AgentClient::health);
        methods.put(Call.Type.GET_FLAGS, AgentClient::flags);
        methods.put(Call.Type.GET_VERSION, AgentClient::version);
        methods.put(Call.Type.GET_METRICS, c -> c.metrics(Duration.ofSeconds(1)));
        methods.put(Call.Type.GET_LOGGING_LEVEL, AgentClient::loggingLevel);
        methods.put(Call.Type.SET_LOGGING_LEVEL,
                c -> c.setLoggingLevel(1, Duration.ofMinutes(1)));
        methods.put(Call.Type.LIST_FILES, c -> c.listFiles("/"));
        methods.put(Call.Type.READ_FILE, c -> c.readFile("/slave/log", 0, 10));
        methods.put(Call.Type.GET_STATE, AgentClient::state);
        methods.put(Call.Type.GET_CONTAINERS, c -> c.containers(true, false));
        methods.put(Call.Type.GET_FRAMEWORKS, AgentClient::frameworks);
        methods.put(Call.Type.GET_EXECUTORS, AgentClient::executors);
        methods.put(Call.Type.GET_OPERATIONS, AgentClient::operations);
        methods.put(Call.Type.GET_TASKS, AgentClient::tasks);
        methods.put(Call.Type.GET_AGENT, AgentClient::agent);
        methods.put(Call.Type.GET_RESOURCE_PROVIDERS, AgentClient::resourceProviders);
        methods.put(Call.Type.PRUNE_IMAGES, c -> c.pruneImages(List.of()));
        return methods;
    }
}
