package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A secret is in no log line, message, stack trace or text, not even when the peer repeats what it was sent. */
class SecrecyTest {

    private static final Credentials CREDENTIALS = new Credentials("ops", "s3cret-word");
    private static final String[] SECRETS = {CREDENTIALS.secret(), CREDENTIALS.token()};
    /** Most of the token, which tells as much; a reader may have swallowed its beginning. */
    private static final String[] TOLD = {
        CREDENTIALS.secret(), CREDENTIALS.token(), CREDENTIALS.token().substring(3, 14)};

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        root.setLevel(Level.WARN);
        root.detachAppender(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "HTTP/1.1 401 Unauthorized\r\nContent-Length: 28\r\n\r\nno, not Basic %2$s\r\n",
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 60\r\n\r\nyou said %1$s and %2$s                                     ",
        "HTTP/1.1 200 OK\r\nContent-Type: %1$s\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n%2$s                                        ",
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: %2$s\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: //%1$s/api\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: //127.0.0.1:1/%2$s\r\nContent-Length: 0\r\n\r\n",
        "%2$s\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n%2$s\r\n"})
    void aPeerThatRepeatsTheSecretDoesNotGetItIntoAMessage(String answer) {
        try (RawPeer peer = new RawPeer(RawPeer.saying(answer.formatted((Object[]) SECRETS)));
                MesosHttp http = http()) {
            MesosException e = catchThrowableOfType(MesosException.class, () -> client(http, peer.address()).state());
            assertThat(e).isNotNull();
            assertThat(trace(e)).doesNotContain(TOLD);
            listenTo(http, peer);
        }
        assertThat(log()).isNotEmpty().doesNotContain(TOLD);
    }

    @Test
    void aUsualCallAndSubscriptionWriteNoSecretToTheLog() {
        try (FakeMaster master = new FakeMaster(); MesosHttp http = http()) {
            master.answers(FakeMaster.text(503, "No leader elected"));
            MesosException e =
                    catchThrowableOfType(MesosException.class, () -> client(http, master.address()).state());
            assertThat(trace(e)).doesNotContain(TOLD);
            assertThat(master.requests()).allSatisfy(request ->
                    assertThat(request.getHeaders().get("Authorization")).isEqualTo(CREDENTIALS.header()));
            assertThat(CREDENTIALS.toString() + new PeerText(Optional.of(CREDENTIALS))).doesNotContain(TOLD);
        }
        assertThat(log()).doesNotContain(TOLD);
    }

    @Test
    void thePasswordOfAnEnsembleIsNotWrittenToTheLog() throws Exception {
        try (TestZooKeeper zooKeeper = new TestZooKeeper(directory);
                ZooKeeperLeader leader = ZooKeeperLeader.watch("zk://ops:" + CREDENTIALS.secret() + "@"
                        + zooKeeper.servers() + "/mesos")) {
            zooKeeper.elect(new MasterAddress("10.0.0.1", 5050));
            await().ignoreException(MesosException.Unavailable.class).until(() -> leader.current().port() == 5050);
        }
        assertThat(log()).contains("/mesos").doesNotContain(TOLD);
    }

    private void listenTo(MesosHttp http, RawPeer peer) {
        int before = peer.connections();
        HeardByScheduler heard = new HeardByScheduler();
        try (SchedulerClient client = new SchedulerClient(http, LeaderSource.of(List.of(peer.address())),
                FrameworkInfo.newBuilder().setUser("nobody").setName("test").build(), heard)) {
            client.start();
            await().until(() -> peer.connections() > before);
            await().until(() -> log().contains("is not subscribed") || !heard.heard().isEmpty());
        }
        assertThat(heard.heard().toString()).doesNotContain(TOLD);
    }

    private String log() {
        return List.copyOf(lines.list).stream().map(line -> line.getLoggerName() + " " + line.getFormattedMessage()
                + (line.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(line.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
    }

    private static OperatorClient client(MesosHttp http, MasterAddress master) {
        return new OperatorClient(http, LeaderSource.of(List.of(master)));
    }

    private static MesosHttp http() {
        return MesosHttp.builder().format(WireFormat.JSON).credentials(CREDENTIALS).callTimeout(Duration.ofMillis(500))
                .build();
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
