package dev.mesoschaos.mesosclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZooKeeperLeaderTest {

    private static final MasterAddress FIRST = new MasterAddress("10.0.0.1", 5050);
    private static final MasterAddress SECOND = new MasterAddress("10.0.0.2", 5051);
    private static final Duration SESSION = Duration.ofSeconds(4);

    @TempDir
    private Path directory;

    private TestZooKeeper zooKeeper;

    @BeforeEach
    void start() throws Exception {
        zooKeeper = new TestZooKeeper(directory);
    }

    @AfterEach
    void stop() {
        zooKeeper.close();
    }

    @Test
    void theLowestNumberLeadsAndElectionsAreSeenAsTheyHappen() throws Exception {
        zooKeeper.make("/mesos/log_replicas");
        String first = zooKeeper.elect(FIRST);
        zooKeeper.elect(SECOND);
        try (ZooKeeperLeader leader = watch()) {
            List<ElectedMaster> elected = new CopyOnWriteArrayList<>();
            leader.onElection(elected::add);
            assertThat(leader.current()).isEqualTo(FIRST);
            zooKeeper.remove(first);
            becomes(leader, SECOND);
            assertThat(elected.getLast().is(SECOND)).isTrue();
            assertThat(elected.getLast().is(new MasterAddress("m.example", 5051))).isTrue();
            assertThat(elected.getLast().is(FIRST)).isFalse();
        }
    }

    @Test
    void withoutAMasterThereIsNoLeaderUntilOneIsElected() throws Exception {
        try (ZooKeeperLeader leader = watch()) {
            assertThatExceptionOfType(MesosException.Unavailable.class).isThrownBy(leader::current)
                    .withMessageContaining("no master is elected").withMessageContaining(zooKeeper.url());
            String node = zooKeeper.elect(FIRST);
            becomes(leader, FIRST);
            zooKeeper.remove(node);
            await().untilAsserted(() ->
                    assertThatExceptionOfType(MesosException.Unavailable.class).isThrownBy(leader::current));
            zooKeeper.elect(SECOND);
            becomes(leader, SECOND);
        }
    }

    @Test
    void anExpiredSessionIsReplacedAndElectionsAreSeenAfterIt() throws Exception {
        String first = zooKeeper.elect(FIRST);
        try (ZooKeeperLeader leader = watch()) {
            assertThat(leader.current()).isEqualTo(FIRST);
            zooKeeper.expireSessions();
            await().until(() -> zooKeeper.foreignSessions() == 1);
            assertThat(leader.current()).as("the last known leader is named meanwhile").isEqualTo(FIRST);
            zooKeeper.elect(SECOND);
            zooKeeper.remove(first);
            becomes(leader, SECOND);
        }
    }

    @Test
    void serversThatGoAndComeBackAreFoundAgain() throws Exception {
        String first = zooKeeper.elect(FIRST);
        zooKeeper.elect(SECOND);
        try (ZooKeeperLeader leader = watch()) {
            assertThat(leader.current()).isEqualTo(FIRST);
            zooKeeper.stop();
            assertThat(leader.current()).isEqualTo(FIRST);
            zooKeeper.startAgain();
            zooKeeper.remove(first);
            becomes(leader, SECOND);
        }
    }

    @Test
    void serversThatAreNotThereAreWaitedForAndThenNamed() {
        try (ZooKeeperLeader leader = ZooKeeperLeader.watch(
                ZooKeeperUrl.parse("zk://ops:s3cret@127.0.0.1:1/mesos"), SESSION, Duration.ofMillis(300))) {
            assertThatExceptionOfType(MesosException.Unavailable.class).isThrownBy(leader::current)
                    .withMessageContaining("127.0.0.1:1/mesos")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"))
                    .satisfies(e -> assertThat(e.retryable()).isTrue());
        }
    }

    @Test
    void aZnodeThatHoldsNoMasterIsNoLeader() throws Exception {
        zooKeeper.elect("json.info_", "<html>");
        zooKeeper.elect(FIRST);
        try (ZooKeeperLeader leader = watch()) {
            assertThatExceptionOfType(MesosException.Unavailable.class).isThrownBy(leader::current);
        }
    }

    @Test
    void aClosedWatchLeavesNoSessionAndNoThread() throws Exception {
        zooKeeper.elect(FIRST);
        try (ZooKeeperLeader leader = watch()) {
            assertThat(leader.current()).isEqualTo(FIRST);
            assertThat(zooKeeper.foreignSessions()).isEqualTo(1);
        }
        await().until(() -> zooKeeper.foreignSessions() == 0);
    }

    @Test
    void aSubscriberLeavesALeaderThatWasDeposedThoughItsStreamStaysOpen() throws Exception {
        try (FakeMaster deposed = new FakeMaster(); FakeMaster next = new FakeMaster();
                MesosHttp http = MesosHttp.standard()) {
            subscribes(deposed);
            subscribes(next);
            String first = zooKeeper.elect(deposed.address());
            zooKeeper.elect(next.address());
            List<String> heard = new CopyOnWriteArrayList<>();
            try (ZooKeeperLeader leader = watch();
                    Subscription subscription = new OperatorClient(http, leader).subscribe(new Heard(heard))) {
                await().until(() -> heard.contains("subscribed"));
                zooKeeper.remove(first);
                await().untilAsserted(() -> assertThat(heard).containsExactly("subscribed",
                        "gap: " + deposed.address() + " leads no more: " + next.address() + " was elected", "subscribed"));
                assertThat(subscription).isNotNull();
            }
            assertThat(next.requests()).hasSize(1);
        }
    }

    private static void subscribes(FakeMaster master) {
        LiveStream stream = master.stream(WireFormat.PROTOBUF).send(Event.newBuilder().setType(Event.Type.SUBSCRIBED)
                .setSubscribed(Event.Subscribed.newBuilder().setHeartbeatIntervalSeconds(15)).build());
        master.answers(request -> stream.response("S"));
    }

    private ZooKeeperLeader watch() {
        return ZooKeeperLeader.watch(ZooKeeperUrl.parse(zooKeeper.url()), SESSION, Duration.ofSeconds(10));
    }

    private static void becomes(ZooKeeperLeader leader, MasterAddress expected) {
        await().atMost(Duration.ofSeconds(20)).ignoreException(MesosException.Unavailable.class)
                .untilAsserted(() -> assertThat(leader.current()).isEqualTo(expected));
    }

    private record Heard(List<String> words) implements OperatorListener {

        @Override
        public void subscribed(GetState snapshot) {
            words.add("subscribed");
        }

        @Override
        public void event(Event event) {
            words.add(event.getType().name());
        }

        @Override
        public void gap(Throwable why) {
            words.add("gap: " + why.getMessage());
        }
    }
}
