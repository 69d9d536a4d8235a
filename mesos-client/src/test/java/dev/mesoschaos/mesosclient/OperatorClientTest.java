package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorClientTest {

    private static final MockResponse NO_AGENTS = FakeMaster.message(WireFormat.PROTOBUF, Response.newBuilder()
            .setType(Response.Type.GET_AGENTS).setGetAgents(Response.GetAgents.getDefaultInstance()).build());

    private final FakeMaster first = new FakeMaster();
    private final FakeMaster second = new FakeMaster();
    private final FakeMaster third = new FakeMaster();
    private final MesosHttp http = MesosHttp.builder().callTimeout(Duration.ofMillis(500)).build();
    private final OperatorClient client = new OperatorClient(http,
            LeaderSource.of(List.of(first.address(), second.address(), third.address())));

    @AfterEach
    void stop() {
        http.close();
        first.close();
        second.close();
        third.close();
    }

    @Test
    void theLeaderIsFoundBehindADeadAndALeaderlessMaster() {
        first.close();
        third.answers(NO_AGENTS);
        assertThat(client.agents().getAgentsCount()).isZero();
        assertThat(second.requests()).hasSize(1);
        client.agents();
        assertThat(second.requests()).as("the leader is remembered").hasSize(1);
    }

    @Test
    void aLeaderThatDiesIsForgotten() {
        first.answers(FakeMaster.redirect(third.address(), "/master/api/v1"));
        third.answers(NO_AGENTS);
        client.agents();
        third.close();
        second.answers(NO_AGENTS);
        assertThat(client.agents().getAgentsCount()).isZero();
        assertThat(second.requests()).hasSize(1);
    }

    @Test
    void withoutALeaderEachMasterIsAskedOnceAndTheCallFailsAsWorthARetry() {
        assertThatExceptionOfType(MesosException.Unavailable.class).isThrownBy(client::agents)
                .withMessageContaining("No leader elected")
                .satisfies(e -> assertThat(e.retryable()).isTrue());
        assertThat(List.of(first, second, third)).allSatisfy(master -> assertThat(master.requests()).hasSize(1));
    }

    @Test
    void aChangeThatMayHaveWorkedIsNotRepeatedElsewhereButAReadIs() {
        first.answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
        second.answers(NO_AGENTS);
        Call teardown = Call.newBuilder().setType(Call.Type.TEARDOWN).setTeardown(Call.Teardown.newBuilder()
                .setFrameworkId(FrameworkID.newBuilder().setValue("F"))).build();
        assertThatExceptionOfType(MesosException.Unreachable.class).isThrownBy(() -> client.call(teardown));
        assertThat(second.requests()).isEmpty();
        second.answers(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
        third.answers(NO_AGENTS);
        assertThat(client.agents().getAgentsCount()).isZero();
        assertThat(second.requests()).hasSize(1);
    }

    @Test
    void aCallWhoseTimeIsUpIsNotRepeatedElsewhere() {
        first.answers(new MockResponse.Builder().headersDelay(10, TimeUnit.SECONDS).build());
        second.answers(NO_AGENTS);
        assertThatExceptionOfType(MesosException.Unreachable.class).isThrownBy(client::agents);
        assertThat(second.requests()).isEmpty();
        client.agents();
        assertThat(second.requests()).as("the next call asks another").hasSize(1);
    }

    @Test
    void aFollowerAskedByNameSaysWhoLeadsInsteadOfAnsweringForThem() {
        first.answers(FakeMaster.redirect(third.address(), "/master/api/v1"));
        Call call = Call.newBuilder().setType(Call.Type.GET_AGENTS).build();
        assertThatExceptionOfType(MesosException.Unavailable.class).isThrownBy(() -> client.call(first.address(), call))
                .withMessageContaining("does not lead").withMessageContaining(third.address().toString());
        assertThat(third.requests()).isEmpty();
    }

    @Test
    void theAnswerToAnotherQuestionIsRefused() {
        first.answers(NO_AGENTS);
        assertThatExceptionOfType(MesosException.Malformed.class).isThrownBy(client::tasks)
                .withMessageContaining("GET_AGENTS").withMessageContaining("GET_TASKS");
    }

    @Test
    void flagsAndMetricsAndHealthComeFromTheProcessThatWasAsked() {
        second.answers(request -> switch (request.getTarget()) {
            case "/flags" -> json("{\"flags\":{\"agent_ping_timeout\":\"1secs\",\"quorum\":\"2\"}}");
            case "/metrics/snapshot" -> json("{\"master/elected\":0.0,\"master/odd\":null,\"master/max\":Infinity}");
            default -> json("");
        });
        assertThat(client.flags(second.address())).containsEntry("agent_ping_timeout", "1secs").hasSize(2);
        assertThat(client.metrics(second.address())).containsEntry("master/elected", 0.0)
                .containsEntry("master/max", Double.POSITIVE_INFINITY).doesNotContainKey("master/odd");
        assertThat(client.health(second.address())).isTrue();
        second.close();
        assertThat(client.health(second.address())).isFalse();
    }

    @Test
    void agentsThatAreGoneComeFromTheRegistryOfTheLeader() {
        MockResponse master = FakeMaster.message(WireFormat.PROTOBUF, Response.newBuilder()
                .setType(Response.Type.GET_MASTER).setGetMaster(Response.GetMaster.getDefaultInstance()).build());
        first.answers(FakeMaster.redirect(third.address(), "/master/api/v1"));
        third.answers(request -> request.getTarget().equals("/registrar(1)/registry")
                ? json("{\"slaves\":{\"slaves\":[{\"info\":{\"id\":{\"value\":\"S0\"}}}]},"
                        + "\"gone\":{\"slaves\":[{\"id\":{\"value\":\"S1\"},\"timestamp\":{\"nanoseconds\":1}}]}}")
                : master);
        assertThat(client.gone()).containsExactly("S1");

        third.answers(request -> request.getTarget().equals("/registrar(1)/registry") ? json("{}") : master);
        assertThat(client.gone()).isEmpty();
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().setHeader("Content-Type", "application/json").body(body).build();
    }
}
