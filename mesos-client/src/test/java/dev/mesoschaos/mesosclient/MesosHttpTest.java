package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MesosHttpTest {

    private static final Call GET_HEALTH = Call.newBuilder().setType(Call.Type.GET_HEALTH).build();
    private static final Response HEALTHY = Response.newBuilder().setType(Response.Type.GET_HEALTH)
            .setGetHealth(Response.GetHealth.newBuilder().setHealthy(true)).build();

    private final FakeMaster leader = new FakeMaster();
    private final FakeMaster follower = new FakeMaster();

    @AfterEach
    void stop() {
        leader.close();
        follower.close();
    }

    @ParameterizedTest
    @EnumSource
    void contentTypeAndAcceptNameExactlyOneTypeWithoutCharset(WireFormat format) {
        leader.answers(FakeMaster.message(format, HEALTHY));
        assertThat(ask(MesosHttp.builder().format(format), leader)).isEqualTo(HEALTHY);
        RecordedRequest request = leader.requests().getFirst();
        assertThat(request.getHeaders().values("Content-Type")).containsExactly(format.mediaType());
        assertThat(request.getHeaders().values("Accept")).containsExactly(format.mediaType());
    }

    @Test
    void aBuilderThatIsUsedAgainChangesNothingThatItHasBuilt() {
        leader.answers(FakeMaster.message(WireFormat.PROTOBUF, HEALTHY));
        MesosHttpBuilder settings = MesosHttp.builder();
        try (MesosHttp built = settings.build()) {
            settings.format(WireFormat.JSON).maxAnswerBytes(1);
            assertThat(new OperatorClient(built, LeaderSource.of(List.of(leader.address()))).call(GET_HEALTH))
                    .isEqualTo(HEALTHY);
        }
    }

    @Test
    void jsonUsesTheNamesOfTheProtoFiles() {
        leader.answers(new MockResponse.Builder().code(200).build());
        Call gone = Call.newBuilder().setType(Call.Type.MARK_AGENT_GONE).setMarkAgentGone(
                Call.MarkAgentGone.newBuilder().setAgentId(org.apache.mesos.v1.Protos.AgentID.newBuilder().setValue("S1")))
                .build();
        try (MesosHttp http = MesosHttp.builder().format(WireFormat.JSON).build()) {
            Response empty = new OperatorClient(http, LeaderSource.of(List.of(leader.address()))).call(gone);
            assertThat(empty).isEqualTo(Response.getDefaultInstance());
        }
        assertThat(leader.requests().getFirst().getBody().utf8())
                .isEqualTo("{\"type\":\"MARK_AGENT_GONE\",\"mark_agent_gone\":{\"agent_id\":{\"value\":\"S1\"}}}");
    }

    @Test
    void aRedirectTakesCredentialsAndBodyToTheLeader() {
        follower.answers(FakeMaster.redirect(leader.address(), "/master/api/v1"));
        leader.answers(FakeMaster.message(WireFormat.PROTOBUF, HEALTHY));
        assertThat(ask(MesosHttp.builder().credentials(new Credentials("ops", "s3cret")), follower)).isEqualTo(HEALTHY);
        RecordedRequest arrived = leader.requests().getFirst();
        assertThat(arrived.getTarget()).isEqualTo("/master/api/v1");
        assertThat(arrived.getHeaders().get("Authorization")).isEqualTo("Basic b3BzOnMzY3JldA==");
        assertThat(arrived.getBody().toByteArray()).isEqualTo(GET_HEALTH.toByteArray());
    }

    @Test
    void mastersThatRedirectToEachOtherAreAskedOnceEach() {
        follower.answers(FakeMaster.redirect(leader.address(), "/master/api/v1"));
        leader.answers(FakeMaster.redirect(follower.address(), "/api/v1"));
        assertThatExceptionOfType(MesosException.Unavailable.class)
                .isThrownBy(() -> ask(MesosHttp.builder(), follower))
                .withMessageContaining("redirected without end")
                .withMessageContaining(leader.address().toString());
        assertThat(leader.requests()).hasSize(1);
    }

    @Test
    void redirectsThatNeverRepeatAreGivenUpAfterFive() {
        leader.answers(request -> FakeMaster.redirect(leader.address(), request.getTarget() + "x"));
        assertThatExceptionOfType(MesosException.Unavailable.class).isThrownBy(() -> ask(MesosHttp.builder(), leader));
        assertThat(leader.requests()).hasSize(6);
    }

    @Test
    void aRedirectToNowhereNamesWhoSentIt() {
        leader.answers(new MockResponse.Builder().code(307).setHeader("Location", "/elsewhere").build());
        assertThatExceptionOfType(MesosException.Malformed.class).isThrownBy(() -> ask(MesosHttp.builder(), leader))
                .withMessageContaining(leader.address().toString()).withMessageContaining("/elsewhere");
    }

    @Test
    void aMasterThatAcceptsAndSaysNothingCostsTheCallTimeoutAndIsNotAskedAgain() {
        leader.answers(new MockResponse.Builder().headersDelay(20, TimeUnit.SECONDS).build());
        assertThatExceptionOfType(MesosException.Unreachable.class)
                .isThrownBy(() -> ask(MesosHttp.builder().callTimeout(Duration.ofMillis(200)), leader))
                .satisfies(e -> assertThat(e.sent()).isTrue())
                .satisfies(e -> assertThat(e.retryable()).isTrue());
        assertThat(leader.requests()).hasSize(1);
    }

    @Test
    void whoCannotBeReachedHasNotReceivedTheCall() {
        leader.close();
        assertThatExceptionOfType(MesosException.Unreachable.class).isThrownBy(() -> ask(MesosHttp.builder(), leader))
                .satisfies(e -> assertThat(e.sent()).isFalse())
                .withMessageContaining(leader.address().toString());
    }

    @Test
    void aPageOfHtmlIsNoAnswer() {
        leader.answers(new MockResponse.Builder().setHeader("Content-Type", "text/html").body("<html>\u0007").build());
        assertThatExceptionOfType(MesosException.Malformed.class).isThrownBy(() -> ask(MesosHttp.builder(), leader))
                .withMessageContaining(leader.address().toString()).withMessageContaining("text/html")
                .satisfies(e -> assertThat(e.retryable()).isFalse());
    }

    @ParameterizedTest
    @EnumSource
    void bytesOfTheRightTypeThatDoNotParseNameThePeer(WireFormat format) {
        leader.answers(new MockResponse.Builder().setHeader("Content-Type", format.mediaType()).body("{{{{{").build());
        assertThatExceptionOfType(MesosException.Malformed.class)
                .isThrownBy(() -> ask(MesosHttp.builder().format(format), leader))
                .withMessageContaining(leader.address().toString()).withMessageContaining("5 bytes");
    }

    @Test
    void anAnswerOverTheLimitIsNotReadOn() {
        leader.answers(new MockResponse.Builder().setHeader("Content-Type", "application/x-protobuf")
                .body("x".repeat(1000)).build());
        assertThatExceptionOfType(MesosException.Malformed.class)
                .isThrownBy(() -> ask(MesosHttp.builder().maxAnswerBytes(999), leader))
                .withMessageContaining("limit of 999 bytes");
    }

    @Test
    void aZippedAnswerIsUnpacked() throws Exception {
        Buffer zipped = new Buffer();
        try (var sink = Okio.buffer(new GzipSink(zipped))) {
            sink.write(HEALTHY.toByteArray());
        }
        leader.answers(new MockResponse.Builder().setHeader("Content-Type", "application/x-protobuf")
                .setHeader("Content-Encoding", "gzip").body(zipped).build());
        assertThat(ask(MesosHttp.builder(), leader)).isEqualTo(HEALTHY);
    }

    @Test
    void theRouteSaysWhereToDialBeforeAndAfterARedirect() {
        MasterAddress advertised = new MasterAddress("leader.example", 5050);
        follower.answers(FakeMaster.redirect(advertised, "/master/api/v1"));
        leader.answers(FakeMaster.message(WireFormat.PROTOBUF, HEALTHY));
        MesosHttpBuilder routed = MesosHttp.builder().route(to -> to.equals(advertised) ? leader.address() : to);
        assertThat(ask(routed, follower)).isEqualTo(HEALTHY);
        assertThat(leader.requests()).hasSize(1);
    }

    @Test
    void refusalsCarryStatusAndWordsAndSayWhetherToRetry() {
        leader.answers(FakeMaster.text(400, "Failed to validate master::Call: Expecting 'type' to be present"));
        assertThatExceptionOfType(MesosException.Refused.class).isThrownBy(() -> ask(MesosHttp.builder(), leader))
                .satisfies(e -> assertThat(e.status()).isEqualTo(400))
                .satisfies(e -> assertThat(e.reason()).endsWith("Expecting 'type' to be present"))
                .satisfies(e -> assertThat(e.retryable()).isFalse());
        leader.answers(FakeMaster.text(409, "Agent is currently being marked gone"));
        assertThatExceptionOfType(MesosException.Refused.class).isThrownBy(() -> ask(MesosHttp.builder(), leader))
                .satisfies(e -> assertThat(e.retryable()).isTrue());
    }

    @Test
    void credentialsAppearNeitherInFailuresNorInText() {
        leader.answers(FakeMaster.text(401, "401 Unauthorized."));
        Credentials credentials = new Credentials("ops", "s3cret");
        assertThat(credentials).asString().contains("ops").doesNotContain("s3cret");
        assertThatExceptionOfType(MesosException.Refused.class)
                .isThrownBy(() -> ask(MesosHttp.builder().credentials(credentials), leader))
                .satisfies(e -> assertThat(e.getMessage()).contains("401").doesNotContain("s3cret", "b3BzOnMzY3JldA"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Credentials("ops", "with:colon"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("with:colon"));
    }

    private static Response ask(MesosHttpBuilder settings, FakeMaster master) {
        try (MesosHttp http = settings.build()) {
            return new OperatorClient(http, LeaderSource.of(List.of(master.address()))).call(GET_HEALTH);
        }
    }
}
