package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final MockResponse NO_AGENTS = FakeMaster.message(WireFormat.PROTOBUF, Response.newBuilder()
            .setType(Response.Type.GET_AGENTS).setGetAgents(Response.GetAgents.getDefaultInstance()).build());
    private static final Credentials CREDENTIALS = new Credentials("ops", "s3cret");

    private final Certificates certificates = new Certificates();
    private final FakeMaster first = new FakeMaster();
    private final FakeMaster second = new FakeMaster();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void anExpiredCertificateIsNotTrustedAndNothingIsSent() {
        first.useTls(certificates.expired("127.0.0.1")).answers(NO_AGENTS);
        refuses(certificates.trusted(), "validity");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotTrusted() {
        first.useTls(certificates.server("127.0.0.1")).answers(NO_AGENTS);
        refuses(new Certificates().trusted(), "");
    }

    @Test
    void aCertificateForAnotherHostIsNotTrusted() {
        first.useTls(certificates.server("other.example")).answers(NO_AGENTS);
        refuses(certificates.trusted(), "127.0.0.1");
    }

    @Test
    void aPeerThatSpeaksPlainTextIsNotTrusted() {
        try (RawPeer plain = new RawPeer(RawPeer.saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
                MesosHttp http = MesosHttp.builder().tls(certificates.trusted()).credentials(CREDENTIALS).build()) {
            OperatorClient client = new OperatorClient(http, LeaderSource.of(List.of(plain.address())));
            assertThatExceptionOfType(MesosException.Untrusted.class).isThrownBy(client::agents)
                    .withMessageContaining(plain.address().toString());
        }
    }

    @Test
    void withoutTlsAPeerThatSpeaksItIsNoMesos() {
        first.useTls(certificates.server("127.0.0.1")).answers(NO_AGENTS);
        try (MesosHttp http = MesosHttp.standard()) {
            assertThatExceptionOfType(MesosException.class).isThrownBy(() -> client(http).agents())
                    .withMessageContaining(first.address().toString());
        }
    }

    @Test
    void aTrustedMasterIsAskedAndItsRedirectWithoutSchemeStaysInTls() {
        first.useTls(certificates.server("127.0.0.1")).answers(FakeMaster.redirect(second.address(), "/master/api/v1"));
        second.useTls(certificates.server("127.0.0.1")).answers(NO_AGENTS);
        try (MesosHttp http = MesosHttp.builder().tls(certificates.trusted()).credentials(CREDENTIALS).build()) {
            assertThat(client(http).agents().getAgentsCount()).isZero();
        }
        assertThat(second.requests().getFirst().getHeaders().get("Authorization")).isEqualTo(CREDENTIALS.header());
        assertThat(second.requests().getFirst().getHandshake()).isNotNull();
    }

    @Test
    void aRedirectWithTheSameSchemeIsFollowedToo() {
        first.useTls(certificates.server("127.0.0.1")).answers(redirect("https://" + second.address() + "/master/api/v1"));
        second.useTls(certificates.server("127.0.0.1")).answers(NO_AGENTS);
        try (MesosHttp http = MesosHttp.builder().tls(certificates.trusted()).build()) {
            assertThat(client(http).agents().getAgentsCount()).isZero();
        }
    }

    @Test
    void aRedirectOutOfTlsIsNotFollowed() {
        first.useTls(certificates.server("127.0.0.1")).answers(redirect("http://" + second.address() + "/master/api/v1"));
        second.answers(NO_AGENTS);
        try (MesosHttp http = MesosHttp.builder().tls(certificates.trusted()).credentials(CREDENTIALS).build()) {
            assertThatExceptionOfType(MesosException.Malformed.class).isThrownBy(() -> client(http).agents())
                    .withMessageContaining("only https").withMessageContaining(first.address().toString());
        }
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void aRedirectToAHostThatTheSettingsDoNotAllowGetsNoCredentials() {
        first.answers(FakeMaster.redirect(second.address(), "/master/api/v1"));
        second.answers(NO_AGENTS);
        try (MesosHttp http = MesosHttp.builder().credentials(CREDENTIALS).redirectsOnlyTo(first.address()::equals).build()) {
            assertThatExceptionOfType(MesosException.Malformed.class).isThrownBy(() -> client(http).agents())
                    .withMessageContaining(second.address().toString());
        }
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void aStreamRunsOverTlsAndItsSilenceIsNoticed() {
        first.useTls(certificates.server("127.0.0.1"));
        LiveStream silent = first.stream(WireFormat.PROTOBUF).send(Event.newBuilder().setType(Event.Type.SUBSCRIBED)
                .setSubscribed(Event.Subscribed.newBuilder().setHeartbeatIntervalSeconds(0.05)
                        .setFrameworkId(FrameworkID.newBuilder().setValue("F"))).build());
        first.answers(request -> silent.response("S"));
        HeardByScheduler heard = new HeardByScheduler();
        try (MesosHttp http = MesosHttp.builder().tls(certificates.trusted()).build();
                SchedulerClient client = new SchedulerClient(http, LeaderSource.of(List.of(first.address())),
                        FrameworkInfo.newBuilder().setUser("nobody").setName("test").build(), heard)) {
            client.start();
            await().until(() -> heard.heard().size() >= 2);
        }
        assertThat(heard.heard()).startsWith("subscribed F", "gap");
    }

    @Test
    void aStreamThatOnlyTricklesInsideARecordOfTlsIsAsDeadAsASilentOne() {
        Event subscribed = Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(Event.Subscribed.newBuilder()
                .setHeartbeatIntervalSeconds(0.05).setFrameworkId(FrameworkID.newBuilder().setValue("F"))).build();
        byte[] answer = new Buffer().writeUtf8("HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\n\r\n")
                .writeUtf8(subscribed.getSerializedSize() + "\n").write(subscribed.toByteArray()).readByteArray();
        HeardByScheduler heard = new HeardByScheduler();
        try (EndlessTlsRecord peer = new EndlessTlsRecord(certificates.server("127.0.0.1").sslSocketFactory(), answer);
                MesosHttp http = MesosHttp.builder().tls(certificates.trusted()).build();
                SchedulerClient client = new SchedulerClient(http, LeaderSource.of(List.of(peer.address())),
                        FrameworkInfo.newBuilder().setUser("nobody").setName("test").build(), heard)) {
            client.start();
            await().until(() -> heard.heard().size() >= 2);
        }
        assertThat(heard.heard()).startsWith("subscribed F", "gap");
    }

    @Test
    void authoritiesAreReadFromPemAndFromATrustStore() throws Exception {
        first.useTls(certificates.server("127.0.0.1")).answers(NO_AGENTS);
        char[] password = "changeit".toCharArray();
        for (Tls tls : List.of(Tls.certificates(certificates.pem(directory)),
                Tls.trustStore(certificates.trustStore(directory, password), password))) {
            try (MesosHttp http = MesosHttp.builder().tls(tls).build()) {
                assertThat(client(http).agents().getAgentsCount()).isZero();
            }
        }
    }

    @Test
    void aTrustStoreThatCannotBeUsedSaysWhich() throws Exception {
        Path garbage = Files.writeString(directory.resolve("garbage"), "no store");
        Path store = certificates.trustStore(directory, "right".toCharArray());
        assertThatIllegalArgumentException().isThrownBy(() -> Tls.trustStore(garbage, new char[0]))
                .withMessageContaining("garbage");
        assertThatIllegalArgumentException().isThrownBy(() -> Tls.trustStore(store, "wr0ng".toCharArray()))
                .withMessageContaining("trust.p12").satisfies(e -> assertThat(e.getMessage()).doesNotContain("wr0ng"));
        assertThatIllegalArgumentException().isThrownBy(() -> Tls.certificates(garbage)).withMessageContaining("garbage");
        assertThatIllegalArgumentException().isThrownBy(() -> Tls.certificates(directory.resolve("none")));
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        assertThatIllegalArgumentException().isThrownBy(() -> Tls.trusting(empty)).withMessageContaining("empty");
    }

    private void refuses(Tls tls, String why) {
        try (MesosHttp http = MesosHttp.builder().tls(tls).credentials(CREDENTIALS).build()) {
            assertThatExceptionOfType(MesosException.Untrusted.class).isThrownBy(() -> client(http).agents())
                    .withMessageContaining(first.address().toString()).withMessageContaining(why)
                    .satisfies(e -> assertThat(e.retryable()).isFalse());
        }
        assertThat(first.requests()).allSatisfy(
                request -> assertThat(request.getHeaders().get("Authorization")).isNull());
    }

    private OperatorClient client(MesosHttp http) {
        return new OperatorClient(http, LeaderSource.of(List.of(first.address())));
    }

    private static MockResponse redirect(String location) {
        return new MockResponse.Builder().code(307).setHeader("Location", location).build();
    }
}
